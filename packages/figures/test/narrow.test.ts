import {
  augmentationFigure,
  lossFigure,
  predictionFigure,
  thresholdFigure,
  tileFigure,
  weightMapFigure,
} from '@unet/figures/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { all, numbers, parseSvg, texts } from './parse-svg.ts';

const image = randomImage(64, 64, 1, 1);
const label = randomLabel(64, 64, 2, 1);
const weight = { height: 64, width: 64, data: new Float32Array(64 * 64).fill(2) };
const sample = { image, label };
const row = { image, truth: label, probability: image, scores: { 'V-Rand': 0.97, 'pixel error': 0.08 } };

/** Each figure with its own words at a width. */
const figures: Record<string, (width: number) => string> = {
  augmentationFigure: (width) => augmentationFigure({ before: sample, after: sample, width }),
  tileFigure: (width) =>
    tileFigure({ image, plan: planTiles({ height: 64, width: 64, outputSize: 32, margin: 20 }), width }),
  weightMapFigure: (width) => weightMapFigure({ label, classBalance: weight, weight, width }),
  predictionFigure: (width) =>
    predictionFigure({ rows: ['slice 1', 'slice 2'].map((name) => ({ name, ...row })), width }),
  lossFigure: (width) =>
    lossFigure({
      losses: [1, 0.5, 0.2],
      stepsPerEpoch: 2,
      validation: { name: 'held-out slices', steps: [3], values: [0.4] },
      learningRate: { steps: [1, 3], values: [1e-3, 1e-4] },
      width,
    }),
  thresholdFigure: (width) =>
    thresholdFigure({ thresholds: [0, 1], series: [{ name: 'V-Rand', values: [0.1234, 0.5], best: 'lowest' }], width }),
};

/** Tops of the pictures from top to bottom, those of one row counted once; colour bars are no pictures. */
function pictureRows(svg: string): number[] {
  const boxes = all(parseSvg(svg), 'image').map((node) => numbers(node, 'x', 'y', 'width', 'height'));
  const tops = boxes.filter(({ width, height }) => width > 20 && height > 20).map(({ y }) => y);
  return [...new Set(tops)].sort((a, b) => a - b);
}

describe('figures for a phone', () => {
  test.each(Object.entries(figures))('%s: none of its own words is shortened at 320 pixels', (_, draw) => {
    const svg = parseSvg(draw(320));
    expect(numbers(svg, 'width')).toEqual({ width: 320 });
    expect(texts(svg).filter((text) => text.includes('…'))).toEqual([]);
  });

  test('pictures stand in more rows below 600 pixels', () => {
    const rows = (name: string, width: number): number => pictureRows(figures[name]!(width)).length;
    const count = (width: number): number[] =>
      ['tileFigure', 'weightMapFigure', 'predictionFigure', 'augmentationFigure'].map((name) => rows(name, width));
    expect(count(600)).toEqual([1, 1, 2, 2]);
    expect(count(599)).toEqual([2, 3, 4, 2]);
  });

  test('what is compared keeps one size and one edge', () => {
    const boxes = (svg: string) =>
      all(parseSvg(svg), 'image')
        .map((node) => numbers(node, 'x', 'y', 'width', 'height'))
        .filter(({ width, height }) => width > 20 && height > 20);
    const [a, b, c] = boxes(figures.weightMapFigure!(320));
    expect([b!.x, c!.x, b!.width, c!.width]).toEqual([a!.x, a!.x, a!.width, a!.width]);
    const [input, truth, probability, prediction] = boxes(figures.predictionFigure!(320));
    expect([truth!.y, prediction!.y]).toEqual([input!.y, probability!.y]);
    expect([probability!.x, prediction!.x]).toEqual([input!.x, truth!.x]);
    const [whole, part] = boxes(figures.tileFigure!(320));
    expect([part!.x, part!.width]).toEqual([whole!.x, whole!.width]);
  });
});
