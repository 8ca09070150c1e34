type NumberOption = 'scale' | 'shear' | 'rotation' | 'shift' | 'gamma' | 'gain' | 'offset' | 'noise';

/** A slider of an option that is a number. */
export interface OptionSlider<Name extends string = NumberOption> {
  readonly name: Name;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  readonly hint?: string;
}

/** Where the pixels go. */
export const motionSliders: readonly OptionSlider[] = [
  { name: 'rotation', label: 'Rotation', min: 0, max: 180, step: 1, unit: '°', hint: 'at most, either way' },
  { name: 'shift', label: 'Shift', min: 0, max: 50, step: 1, unit: 'px', hint: 'at most, along each axis' },
  { name: 'scale', label: 'Scale', min: 1, max: 2, step: 0.01, unit: '×', hint: 'at most, larger or smaller' },
  { name: 'shear', label: 'Shear', min: 0, max: 45, step: 1, unit: '°', hint: 'upright lines lean at most by this' },
];

/** How bright the pixels are; images have grey values from 0 (black) to 1 (white). */
export const greySliders: readonly OptionSlider[] = [
  { name: 'gamma', label: 'Gamma', min: 1, max: 3, step: 0.05, hint: 'bends the middle greys, up or down' },
  { name: 'gain', label: 'Gain', min: 1, max: 2, step: 0.01, unit: '×', hint: 'contrast, more or less' },
  {
    name: 'offset',
    label: 'Offset',
    min: 0,
    max: 0.5,
    step: 0.01,
    hint: 'brightness, up or down; 1 is black to white',
  },
  { name: 'noise', label: 'Noise', min: 0, max: 0.5, step: 0.01, hint: 'standard deviation of grain in every pixel' },
];

/** The elastic field on a coarse grid (Ronneberger et al. 2015). */
export const coarseSliders: readonly OptionSlider<'grid' | 'sigma'>[] = [
  { name: 'grid', label: 'Grid', min: 2, max: 10, step: 1, hint: 'points on each side that are pushed about' },
  { name: 'sigma', label: 'Push', min: 0, max: 30, step: 0.5, unit: 'px', hint: 'standard deviation of a push' },
];

/** The elastic field of smoothed noise (Simard et al. 2003). */
export const denseSliders: readonly OptionSlider<'sigma' | 'alpha' | 'kernelSize'>[] = [
  {
    name: 'sigma',
    label: 'Smoothness (sigma)',
    min: 1,
    max: 20,
    step: 0.5,
    unit: 'px',
    hint: 'how far pixels move alike',
  },
  { name: 'alpha', label: 'Strength (alpha)', min: 0, max: 200, step: 1, hint: 'how far pixels move' },
  { name: 'kernelSize', label: 'Kernel', min: 1, max: 101, step: 2, unit: 'px', hint: 'width of the smoothing window' },
];
