import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { checkPngOptions, type PngOptions } from './png-options.ts';

/** Options of {@link renderPng} in Node. */
export interface NodePngOptions extends PngOptions {
  /** TrueType or OpenType files for characters that Arimo lacks, such as Chinese names; default none. */
  readonly fonts?: readonly Uint8Array[];
}

/**
 * Renders an SVG as PNG with resvg, in WebAssembly: no native binaries, no fonts of the system. Text is set in Arimo, which comes
 * with this package and covers Latin, Greek and Cyrillic.
 * @param svg SVG text, from this package or elsewhere
 * @returns the bytes of a PNG file
 * @throws (rejects) TypeError for an unknown option or an argument of the wrong type, RangeError for a scale that is not above 0, an
 * Error that says where the SVG is not well formed
 * @example
 * await writeFile('loss.png', await renderPng(lossFigure({ losses }), { scale: 2 }));
 */
export async function renderPng(svg: string, options: NodePngOptions = {}): Promise<Uint8Array> {
  checkPngOptions(svg, options, { fonts: true });
  const { scale = 1, background, fonts = [] } = options;
  renderer ??= loadRenderer();
  const arimo = await renderer;
  const resvg = parse(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: [...arimo, ...fonts], defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' },
    ...(background === undefined ? {} : { background }),
  });
  try {
    const rendered = resvg.render();
    try {
      return rendered.asPng();
    } finally {
      rendered.free();
    }
  } finally {
    resvg.free();
  }
}

// The module and the fonts of the process: resvg refuses to be initialised twice.
let renderer: Promise<readonly Uint8Array[]> | undefined;

async function loadRenderer(): Promise<readonly Uint8Array[]> {
  const require = createRequire(import.meta.url);
  const [wasm, ...arimo] = await Promise.all([
    readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')),
    readFile(require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf')),
    readFile(require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf')),
  ]);
  try {
    await initWasm(wasm);
  } catch (error) {
    // The program renders with the same resvg itself, and was first.
    if (!(error instanceof Error && error.message.startsWith('Already initialized'))) throw error;
  }
  return arimo;
}

function parse(...parameters: ConstructorParameters<typeof Resvg>): InstanceType<typeof Resvg> {
  try {
    return new Resvg(...parameters);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`renderPng: svg must be well-formed SVG, got: ${reason}`, { cause });
  }
}
