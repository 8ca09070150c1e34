import type { Box } from '../svg/box.ts';
import { element, type Svg } from '../svg/element.ts';
import { pngUri } from './png-uri.ts';
import type { Raster } from './raster.ts';
import { resample } from './resample.ts';

/** A picture that fills a box. */
export function picture(box: Box, raster: Raster): Svg {
  return element('image', { ...box, preserveAspectRatio: 'none', href: pngUri(resample(raster, box.width)) });
}
