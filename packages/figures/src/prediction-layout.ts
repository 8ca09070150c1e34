import { frame, headingHeight } from './panel.ts';
import {
  keyHeight,
  longestName,
  nameLines,
  namesHeight,
  outcomeLegend,
  panelHeading,
  panelNames,
  panelPictures,
  probabilityBar,
} from './prediction-parts.ts';
import type { PredictionRowArrays } from './prediction-row.ts';
import { picture } from './raster/picture.ts';
import { type Box, fitBox } from './svg/box.ts';
import { titleHeight } from './svg/document.ts';
import type { Svg } from './svg/element.ts';
import { outerSpace, space } from './svg/style.ts';

/** All that stands under the title of a prediction figure, and where it ends. */
export interface PredictionContent {
  readonly svg: Svg;
  readonly bottom: number;
}

/** Between pictures. */
const gap = 10;

/** The pictures of a slice in one row, its name and scores on the left, the headings once on top. */
export function panelsInARow(
  width: number,
  rows: readonly PredictionRowArrays[],
  threshold: number,
): PredictionContent {
  const outer = outerSpace(width);
  const nameWidth = Math.min(0.16 * width, Math.max(...rows.map(longestName)));
  const first = nameWidth === 0 ? outer : outer + nameWidth + 2 * gap;
  const columns = rows[0]!.image === undefined ? 3 : 4;
  const columnWidth = (width - outer - first - (columns - 1) * gap) / columns;
  const left = (panel: number): number => first + panel * (columnWidth + gap);
  let top = titleHeight + headingHeight;
  let svg = panelNames(rows[0]!, threshold, columnWidth)
    .map((name, panel) => panelHeading(name, left(panel), top - 8, columnWidth))
    .join('');
  for (const row of rows) {
    const size = fitBox(row.truth, { x: 0, y: top, width: columnWidth, height: 1.5 * columnWidth });
    svg += nameLines(row, outer, top, nameWidth);
    svg += drawn(row, threshold, (panel) => ({ ...size, x: size.x + left(panel) }));
    // Scores may need more room than a low picture.
    top += Math.max(size.height, namesHeight(row)) + gap;
  }
  svg += probabilityBar(left(columns - 2), top, columnWidth) + outcomeLegend(left(columns - 1), top, columnWidth);
  return { svg, bottom: top + keyHeight };
}

/** Two pictures of a slice and below them the others, each with a heading; its name and scores above them. */
export function panelsInPairs(
  width: number,
  rows: readonly PredictionRowArrays[],
  threshold: number,
): PredictionContent {
  const outer = outerSpace(width);
  const columnWidth = (width - 2 * outer - gap) / 2;
  const left = (panel: number): number => outer + (panel % 2) * (columnWidth + gap);
  const names = panelNames(rows[0]!, threshold, columnWidth);
  let top = titleHeight;
  let svg = '';
  for (const row of rows) {
    svg += nameLines(row, outer, top, width - 2 * outer);
    top += namesHeight(row) + headingHeight;
    const size = fitBox(row.truth, { x: 0, y: top, width: columnWidth, height: 1.5 * columnWidth });
    const step = size.height + headingHeight;
    const y = (panel: number): number => size.y + (panel < 2 ? 0 : step);
    names.forEach((name, panel) => {
      svg += panelHeading(name, left(panel), y(panel) - 8, columnWidth);
    });
    svg += drawn(row, threshold, (panel) => ({ ...size, x: size.x + left(panel), y: y(panel) }));
    top += step + size.height + space.gap;
  }
  svg += probabilityBar(left(0), top, columnWidth) + outcomeLegend(left(1), top, columnWidth);
  return { svg, bottom: top + keyHeight };
}

function drawn(row: PredictionRowArrays, threshold: number, boxOf: (panel: number) => Box): Svg {
  const panels = panelPictures(row, threshold).map((raster, panel) => {
    const box = boxOf(panel);
    return picture(box, raster) + frame(box);
  });
  return panels.join('');
}
