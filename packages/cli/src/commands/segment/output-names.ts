import { basename, join, parse } from 'node:path';

/** What a segmentation of one file is written as, by the ending of its name. */
const outputEndings = { probability: '.probability.tif', classes: '.classes.tif' } as const;

/** What is written of a file. */
export type OutputKind = keyof typeof outputEndings;

/** Where the outputs of one input go. */
export interface OutputNames {
  readonly input: string;
  readonly outputs: Readonly<Partial<Record<OutputKind, string>>>;
}

/** What an output holds, by the ending of its name; undefined for any other file. */
export function kindOfOutput(path: string): OutputKind | undefined {
  const name = basename(path).toLowerCase();
  const kinds = Object.keys(outputEndings) as OutputKind[];
  return kinds.find((kind) => name.endsWith(outputEndings[kind]));
}

/** Whether a file is named like an output of an earlier run, and so is not segmented itself. */
export function isOutput(path: string): boolean {
  return kindOfOutput(path) !== undefined;
}

/** What the file that an output belongs to is called, without its ending; any other file's own name. */
export function inputName(path: string): string {
  const kind = kindOfOutput(path);
  return kind === undefined ? parse(path).name : basename(path).slice(0, -outputEndings[kind].length);
}

/**
 * Names the outputs of each input after its file: `cells.png` becomes `cells.probability.tif`.
 * @throws Error for two inputs whose outputs would be one file, on a disk that takes no note of capitals as well
 */
export function nameOutputs(inputs: readonly string[], folder: string, kinds: readonly OutputKind[]): OutputNames[] {
  const taken = new Map<string, string>();
  return inputs.map((input) => {
    const { name } = parse(input);
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) {
      throw new Error(`${input}: its output would be that of ${other}, too: segment one of them into another folder`);
    }
    taken.set(name.toLowerCase(), input);
    const outputs = Object.fromEntries(kinds.map((kind) => [kind, join(folder, `${name}${outputEndings[kind]}`)]));
    return { input, outputs };
  });
}
