import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Choice } from '../../components/choice.tsx';
import { Slider } from '../../components/slider.tsx';
import { notifyError } from '../../state/notices.ts';
import { network } from '../network/network-store.ts';
import { viridis } from './colour-tables.ts';
import type { View } from './overlay-look.ts';
import {
  changeLook,
  changeZoom,
  classIndex,
  drawing,
  look,
  picture,
  redrawing,
  segmented,
  showClass,
  type Zoom,
  zoom,
} from './picture-store.ts';
import { ScrollBox } from './scroll-box.tsx';

const views: readonly { readonly value: View; readonly text: string }[] = [
  { value: 'probability', text: 'Probability' },
  { value: 'mask', text: 'Mask' },
  { value: 'outlines', text: 'Outlines' },
  { value: 'cells', text: 'Cells, each in a colour' },
];

const zooms: readonly { readonly value: Zoom; readonly text: string }[] = [
  { value: 'fit', text: 'Fit to the page' },
  { value: '1', text: '100 %' },
  { value: '2', text: '200 %' },
  { value: '4', text: '400 %' },
];

/** The image with what the network found in it. */
export function ResultCard(): VNode {
  const info = picture.value;
  if (info === undefined) {
    return (
      <section class="card" aria-labelledby="segment-result">
        <h3 id="segment-result">Result</h3>
        <p>Choose an image; it is shown here, and its cells once it has been segmented.</p>
      </section>
    );
  }
  const title = segmented.value ? 'Result' : 'Image, not segmented yet';
  return (
    <section class="card" aria-labelledby="segment-result">
      <h3 id="segment-result">{title}</h3>
      {segmented.value && <Controls />}
      <Picture />
      <div class="row">
        {segmented.value && look.value.view === 'probability' && <ColourBar />}
        <Choice label="Zoom" value={zoom.value} options={zooms} onChange={changeZoom} />
      </div>
    </section>
  );
}

function Controls(): VNode {
  const { view, opacity, rule } = look.value;
  const classes = network.value?.config.classes ?? 2;
  return (
    <div class="segment-controls">
      <Choice<View> label="Show" value={view} options={views} onChange={(next) => changeLook({ view: next })} />
      {classes > 2 && (
        <Choice
          label="Class"
          value={`${classIndex.value}`}
          options={Array.from({ length: classes - 1 }, (_, place) => ({ value: `${place + 1}`, text: `${place + 1}` }))}
          onChange={(value) => showClass(Number(value)).catch(notifyError)}
        />
      )}
      <Slider
        label="Opacity of the colours"
        value={Math.round(100 * opacity)}
        min={0}
        max={100}
        step={1}
        unit="%"
        onChange={(percent) => changeLook({ opacity: percent / 100 })}
      />
      <Slider
        label="Threshold"
        value={rule.threshold}
        min={0}
        max={1}
        step={0.01}
        hint="Pixels with a higher probability belong to cells."
        onChange={(threshold) => changeLook({ rule: { ...look.value.rule, threshold } })}
      />
    </div>
  );
}

function Picture(): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const bitmap = drawing.value;
  // Before the browser paints, so that the name of the canvas and whether it is busy never speak of other pixels.
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null || bitmap === undefined) return;
    element.width = bitmap.width;
    element.height = bitmap.height;
    element.getContext('bitmaprenderer')!.transferFromImageBitmap(bitmap);
  }, [bitmap]);
  const { name, width, height } = picture.value!;
  const style =
    zoom.value === 'fit'
      ? { width: `min(100%, calc(70vh * ${width / height}))` }
      : { width: `${Number(zoom.value) * width}px`, maxWidth: 'none' };
  const what = segmented.value ? views.find(({ value }) => value === look.value.view)!.text : 'image';
  return (
    <ScrollBox class="segment-picture" label="Picture">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${name}: ${what}`}
        aria-busy={redrawing.value}
        data-zoom={zoom.value}
        style={style}
      />
    </ScrollBox>
  );
}

function ColourBar(): VNode {
  return (
    <div class="segment-bar">
      <span>0</span>
      <span
        role="img"
        aria-label="Colours of the probability, from 0 to 1"
        style={{ background: `linear-gradient(to right, ${viridis.join(', ')})` }}
      />
      <span>1 probability</span>
    </div>
  );
}
