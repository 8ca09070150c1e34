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

  test('every control of the augmentation changes the picture', async () => {
    const page = await openLook(await open());
    const room = section(page, 'Augmentation');
    await room.getByLabel('Augmentation', { exact: true }).selectOption({ label: 'none' });
    const slide = (label: string, value: number) =>
      changed(page, 'Augmentation', label, () => room.getByRole('slider', { name: label }).fill(String(value)));
    const choose = (label: string, option: string) =>
      changed(page, 'Augmentation', label, () => room.getByLabel(label).selectOption(option));
    const plain = await settled(page, 'Augmentation');
    for (const label of ['Flips', 'Quarter turns']) {
      await changed(page, 'Augmentation', label, () => room.getByLabel(label).check());
    }
    await slide('Rotation', 40);
    await slide('Shift', 50);
    await slide('Scale', 1.5);
    await slide('Shear', 20);
    await choose('Image between pixels', 'bicubic');
    await choose('Label between pixels', 'bilinear');
    await choose('Beyond the border', 'reflect');
    await choose('Kind', 'coarse');
    await slide('Grid', 5);
    await slide('Push', 20);
    await slide('Share of samples', 0);
    await slide('Share of samples', 1);
    await choose('Kind', 'dense');
    await slide('Smoothness (sigma)', 8);
    await slide('Strength (alpha)', 150);
    await slide('Kernel', 41);
    await slide('Gamma', 2);
    await slide('Gain', 1.6);
    await slide('Offset', 0.3);
    await slide('Noise', 0.3);
    const own = room.getByLabel('Augmentation', { exact: true });
    expect(await own.inputValue()).toBe('own');
    // Values beyond black and white are drawn as black and white: clipping is not seen.
    await room.getByLabel('Clip').check();
    await own.selectOption({ label: 'none' });
    expect(await room.getByLabel('Clip').isChecked()).toBe(false);
    await expect.poll(() => settled(page, 'Augmentation')).toBe(plain);
  });
});
