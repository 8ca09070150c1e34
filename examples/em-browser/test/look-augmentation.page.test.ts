import { expect, test } from 'vitest';
import { changed, openLook, section, settled } from './support/look.ts';
import { usePages } from './support/open-page.ts';

const open = usePages();

test('in the Look panel a preset sets the controls, and another sample is another picture', async () => {
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
  const quick = await settled(page, 'Augmentation');
  const paper = await changed(page, 'Augmentation', 'paper', () => preset.selectOption('paper'));
  expect([await value('Rotation'), await value('Push')]).toEqual(['180', '10']);
  // Back at the first preset the picture is the first again.
  expect(await changed(page, 'Augmentation', 'quick', () => preset.selectOption('quick'))).toBe(quick);
  const another = room.getByRole('button', { name: 'Draw another' });
  const second = await changed(page, 'Augmentation', 'Draw another', () => another.click());
  expect(await room.getByText('Sample 2').count()).toBe(1);
  expect(new Set([quick, paper, second]).size).toBe(3);
});
