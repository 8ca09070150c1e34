/** Names and kinds of a job's fields, in the order in which a kernel reads them: see scripts/kernel-jobs.mjs. */
export interface Layout {
  readonly [field: string]: 'whole' | 'float' | 'flag' | Layout | readonly [Layout];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A job as its kernel reads it: four bytes a field, then what the job refers to by address.
 * @param address where it is going to lie
 */
export function wordsOf(layout: Layout, job: object, address: number): number[] {
  const words: number[] = [];
  append(words, layout, job as Fields, address);
  return words;
}

function append(words: number[], layout: Layout, fields: Fields, address: number): void {
  let word = words.length;
  for (const _ in layout) words.push(0);
  for (const name in layout) {
    const kind = layout[name]!;
    const value = fields[name];
    if (typeof kind === 'string') {
      words[word++] = kind === 'float' ? floatBits(value as number) : Number(value);
      continue;
    }
    words[word++] = address + 4 * words.length;
    if (!isList(kind)) append(words, kind, value as Fields, address);
    else {
      const items = value as readonly Fields[];
      words.push(items.length);
      for (const item of items) append(words, kind[0], item, address);
    }
  }
}

function isList(kind: Layout | readonly [Layout]): kind is readonly [Layout] {
  return Array.isArray(kind);
}

const converter = new DataView(new ArrayBuffer(4));

/** The bits of a single float as a whole number. */
export function floatBits(value: number): number {
  converter.setFloat32(0, value);
  return converter.getInt32(0);
}
