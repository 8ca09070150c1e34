import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The kernels and what calls them cannot import from each other: numbers that both rely on stand in both. */
function constants(file: string): ReadonlyMap<string, number> {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const found = source.matchAll(/^(?:export )?const ([A-Z_]+)(?:: \w+)? = ([\d+ ]+);/gm);
  return new Map([...found].map(([, name, value]) => [name!, sum(value!)]));
}

/** Of whole numbers, as in 2304 + 576. */
const sum = (text: string) => text.split('+').reduce((total, term) => total + Number(term), 0);

const pairs: [string, string, string[]][] = [
  ['src/kernels/products/multiply-pixels.ts', 'assembly/gemm/rows.ts', ['BLOCK', 'DEPTH']],
  ['src/kernels/products/multiply-transposed.ts', 'assembly/gemm/columns.ts', ['BLOCK', 'LEFT_STRIDE']],
  [
    'src/kernels/convolutions/winograd/filter-gradient.ts',
    'assembly/convolution/winograd/filter-gradient.ts',
    ['INPUT_BLOCK', 'OUTPUT_BLOCK'],
  ],
];

test.each(pairs)('%s and %s agree', (script, assembly, names) => {
  const [first, second] = [constants(script), constants(assembly)];
  for (const name of names) {
    expect(first.get(name), name).toBeGreaterThan(0);
    expect(second.get(name), name).toBe(first.get(name));
  }
});

test('the scratch of a Winograd transform is the most that one puts in front of its buffer, and the buffer', () => {
  const from = (file: string, name: string) => constants(`assembly/convolution/winograd/${file}`).get(name)!;
  const most = Math.max(
    from('tiles.ts', 'PATCH_BYTES'),
    from('filter.ts', 'TAPS_BYTES'),
    from('output.ts', 'PIXELS_BYTES'),
  );
  const buffer = from('transforms.ts', 'BUFFER_BYTES');
  expect(constants('src/kernels/convolutions/winograd/tiling.ts').get('TRANSFORM_BYTES')).toBe(most + buffer);
});
