import type { Scaling } from '@unet/tensor/arrays';
import { parseScale } from '../../data/parse-scale.ts';
import { findSource } from '../../data/read-source.ts';
import { isFolder, listImages } from '../../files/list-images.ts';
import { readPages } from '../../files/read-pages.ts';
import { UsageError } from '../../terminal/failure.ts';
import type { Output } from '../../terminal/output.ts';
import { table } from '../../words/table.ts';
import { asDataset, type SeenDataset } from './as-dataset.ts';
import { asImages } from './as-images.ts';
import { asInstances, asLabels } from './as-labels.ts';
import { describeFile, type FileFacts, factsOf } from './file-facts.ts';
import type { InspectedAs, InspectRequest } from './request.ts';

/** Files of a data set that are described to people. */
const SHOWN_FILES = 40;

/** Says what files are. */
export async function inspectFiles(request: InspectRequest, output: Output): Promise<void> {
  const { paths, as } = request;
  const scaling = parseScale(request.scale);
  const [first] = paths;
  if (as === 'dataset' || (as === undefined && paths.length === 1 && (await holdsDataset(first!)))) {
    await inspectDataset(paths, scaling, output);
    return;
  }
  const files: FileFacts[] = [];
  const seen: object[] = [];
  for (const file of await listImages(paths, () => false)) {
    const pages = await readPages(file);
    const facts = factsOf(file, pages);
    files.push(facts);
    output.say(describeFile(facts));
    if (as === undefined) continue;
    const own = look(as, file, pages, request, scaling);
    seen.push(...own);
    output.say(linesOf(own).join('\n'));
  }
  output.result({ files, ...(as === undefined ? {} : { [as === 'images' ? 'images' : 'labels']: seen }) });
}

function look(
  as: Exclude<InspectedAs, 'dataset'>,
  file: string,
  pages: Awaited<ReturnType<typeof readPages>>,
  { classes }: InspectRequest,
  scaling: Scaling | undefined,
) {
  if (as === 'images') return asImages(file, pages, scaling);
  return as === 'labels' ? asLabels(file, pages, classes) : asInstances(file, pages);
}

/** A table of images or labels: their numbers, the lists among them shortened. */
function linesOf(seen: ReturnType<typeof look>): string[] {
  const rows = seen.map((one) => {
    const size = `${one.height} x ${one.width}`;
    if ('scaled' in one) {
      const { mean, sd } = one.scaled;
      return [one.name, size, `${one.channels}`, mean.toFixed(3), sd.toFixed(3)];
    }
    if ('counts' in one) return [one.name, size, ...one.counts.map(String)];
    const areas = [...one.areas].sort((left, right) => left - right);
    return [
      one.name,
      size,
      String(one.objects),
      ...[0, (areas.length - 1) >> 1, areas.length - 1].map((at) => String(areas[at] ?? '-')),
    ];
  });
  const [first] = seen;
  if (first === undefined) return [];
  if ('scaled' in first) return table(['image', 'pixels', 'channels', 'mean', 'deviation'], rows);
  if ('counts' in first) return table(['label', 'pixels', ...first.counts.map((_, index) => `class ${index}`)], rows);
  return table(['label', 'pixels', 'objects', 'smallest', 'median', 'largest'], rows);
}

/** Whether a path is a folder of images with labels. */
async function holdsDataset(path: string): Promise<boolean> {
  if (!(await isFolder(path))) return false;
  return findSource({ data: path }).then(
    () => true,
    () => false,
  );
}

async function inspectDataset(paths: readonly string[], scaling: Scaling | undefined, output: Output): Promise<void> {
  if (paths.length > 2)
    throw new UsageError(`a data set is one folder, or images and labels, got ${paths.length} paths`);
  const [folder, labels] = paths;
  const dataset = await asDataset(labels === undefined ? { data: folder! } : { images: folder!, labels }, scaling);
  output.result(dataset);
  output.say(datasetLines(dataset).join('\n'));
}

function datasetLines({ convention, labels, files, pairs, findings }: SeenDataset): string[] {
  const rows = pairs.map(({ name, height, width, channels, objects }) => [
    name,
    `${height} x ${width}`,
    String(channels),
    objects === undefined ? 'unreadable' : String(objects),
  ]);
  return [
    ...files.slice(0, SHOWN_FILES).map(describeFile),
    ...(files.length > SHOWN_FILES ? [`... and ${files.length - SHOWN_FILES} more files (--json has all)`] : []),
    ...(convention === undefined ? [] : [`laid out as ${convention}`]),
    ...(labels === 'instances' ? ['labels: each number is a cell'] : []),
    ...table(['pair', 'pixels', 'channels', 'objects'], rows),
    ...findings.flatMap(({ severity, text, details, remedy }) => [
      `${severity}: ${text}`,
      ...details.map((detail) => `  ${detail}`),
      ...(remedy === undefined ? [] : [`  remedy: ${remedy}`]),
    ]),
    ...(findings.length === 0 ? ['Nothing looks wrong.'] : []),
  ];
}
