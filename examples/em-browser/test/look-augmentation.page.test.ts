import { describe, expect, test } from 'vitest';
import { changed, openLook, section, settled } from './support/look.ts';
import { usePages } from './support/open-page.ts';

describe('augmentation in the Look panel', () => {
  const open = usePages();

  test('presets set the controls, and another sample is another picture', async () => {
    const page = await openLook(await open());
    const room = section(page, 'Augmentation');
    const preset = room.getByLabel('Augmentation', { exact: true });
    const value = (label: string) => room.getByRole('slider', { name: label }).inputValue();
    // What em-train does by default.
    expect([await preset.inputValue(), await value('Push'), await value('Share of samples')]).toEqual([
      'quick',
      '5',
      '0.7',
    ]);
    const pictures = new Set([await settled(page, 'Augmentation')]);
    for (const name of ['notebook', 'paper', 'none', 'quick']) {
      pictures.add(await changed(page, 'Augmentation', name, () => preset.selectOption(name)));
      if (name === 'notebook') expect([await value('Strength (alpha)'), await value('Noise')]).toEqual(['50', '0.2']);
      if (name === 'paper') expect([await value('Rotation'), await value('Push')]).toEqual(['180', '10']);
      if (name === 'none') expect(await room.getByLabel('Kind').inputValue()).toBe('none');
    }
    // Back at the first preset the picture is the first again.
    expect(pictures.size).toBe(4);
    const another = room.getByRole('button', { name: 'Draw another' });
    for (let sample = 2; sample < 5; sample++) {
      pictures.add(await changed(page, 'Augmentation', 'Draw another', () => another.click()));
      expect(await room.getByText(`Sample ${sample}`).count()).toBe(1);
    }
    expect(pictures.size).toBe(7);
  });
});
