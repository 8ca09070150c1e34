import { describe, expect, test } from 'vitest';
import { changed, openLook, section, sections, settled } from './support/look.ts';
import { usePages } from './support/open-page.ts';

describe('the Look panel', () => {
  const open = usePages();

  test('another slice changes all pictures; the opacity shows and hides its label', async () => {
    const page = await openLook(await open());
    const room = section(page, 'Slice and label');
    const choice = room.getByLabel('Slice', { exact: true });
    const names = await choice.locator('option').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    expect([names[0]!.includes('held out'), names.at(-1)!.includes('held out')]).toEqual([false, true]);
    const before = await Promise.all(sections.map((name) => settled(page, name)));
    // Wider, it would leave no room for what comes below.
    expect((await room.getByRole('img').boundingBox())!.width).toBe(640);
    await changed(page, 'Slice and label', 'Next slice', () =>
      room.getByRole('button', { name: 'Next slice' }).click(),
    );
    for (const [index, name] of sections.entries()) {
      await expect.poll(() => settled(page, name)).not.toBe(before[index]);
    }
    expect(await choice.inputValue()).toBe('1');
    // Before the first comes the last.
    const previous = room.getByRole('button', { name: 'Previous slice' });
    expect(await changed(page, 'Slice and label', 'Previous slice', () => previous.click())).toBe(before[0]);
    await changed(page, 'Slice and label', 'Previous slice', () => previous.click());
    expect(await choice.inputValue()).toBe(String(names.length - 1));
    await changed(page, 'Slice and label', 'the choice', () => choice.selectOption('0'));
    const opacity = room.getByRole('slider', { name: 'Label opacity' });
    await changed(page, 'Slice and label', 'opacity 0', () => opacity.fill('0'));
    await changed(page, 'Slice and label', 'opacity 1', () => opacity.fill('1'));
  });

  test('inputs are legal for the depth', async () => {
    const page = await openLook(await open({ slices: 'first' }));
    const room = section(page, 'Tiles');
    const size = room.getByLabel('Input size');
    const sizes = async (): Promise<string[]> => (await size.locator('option').allTextContents()).slice(0, 3);
    expect([await size.inputValue(), await sizes()]).toEqual(['236', ['124 → 36 px', '132 → 44 px', '140 → 52 px']]);
    await changed(page, 'Tiles', 'size', () => size.selectOption('188'));
    await changed(page, 'Tiles', 'tile', () => room.getByRole('slider', { name: 'Tile' }).fill('5'));
    expect(await room.getByRole('img').getAttribute('alt')).toContain('tile 5 of 9');
    await changed(page, 'Tiles', 'mirror', () => room.getByLabel('Mirror image').selectOption('reflect'));
    const deep = await changed(page, 'Tiles', 'depth', () => room.getByLabel('Depth').selectOption('4'));
    // The paper's context.
    expect([
      await size.inputValue(),
      deep.includes('input, 236 × 236 px'),
      deep.includes('output, 52 × 52 px'),
    ]).toEqual(['236', true, true]);
  });

  test('the weight map follows its controls, however fast they move', async () => {
    const page = await openLook(await open());
    const room = section(page, 'Weight map');
    const w0 = room.getByRole('slider', { name: 'Border weight (w0)' });
    expect([await w0.inputValue(), await room.getByLabel('Class balance').inputValue()]).toEqual(['5', 'none']);
    await changed(page, 'Weight map', 'w0', () => w0.fill('10'));
    const sigma = room.getByRole('slider', { name: 'Border width (sigma)' });
    await changed(page, 'Weight map', 'sigma', () => sigma.fill('12'));
    for (const balance of ['notebook', 'inverse-frequency']) {
      await changed(page, 'Weight map', balance, () => room.getByLabel('Class balance').selectOption(balance));
    }
    await changed(page, 'Weight map', 'region', () =>
      room.getByLabel('Border weight counts').selectOption('background'),
    );

    // A slider that moves faster than pictures are drawn ends with the last one.
    const wanted = await changed(page, 'Weight map', '20', () => w0.fill('20'));
    await changed(page, 'Weight map', '0', () => w0.fill('0'));
    await w0.evaluate((input: HTMLInputElement) => {
      for (let value = 0; value <= 20; value += 0.5) {
        input.value = String(value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await expect.poll(() => settled(page, 'Weight map')).toBe(wanted);
  });

  test('by keyboard alone', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'Data' }).focus();
    await page.keyboard.press('ArrowRight');
    await section(page, 'Slice and label').locator('img').waitFor();
    const focused = () =>
      page.evaluate(
        () =>
          (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? document.activeElement?.textContent,
      );
    const path: (string | null | undefined)[] = [];
    for (let press = 0; press < 5; press++) {
      await page.keyboard.press('Tab');
      path.push(await focused());
    }
    expect(path).toEqual(['Slice', 'Previous slice', 'Next slice', 'Label opacity', 'Draw another']);
    await changed(page, 'Augmentation', 'Enter', () => page.keyboard.press('Enter'));
    const seen = new Set<string | null | undefined>();
    for (let press = 0; press < 5; press++) {
      await page.keyboard.press('Tab');
      seen.add(await focused());
    }
    expect([...seen]).toContain('Rotation');
    await page.getByLabel('Rotation').focus();
    await changed(page, 'Augmentation', 'End', () => page.keyboard.press('End'));
    expect(await page.getByLabel('Rotation').inputValue()).toBe('180');
  });

  test('on a phone nothing runs over the side, and pictures are drawn for it', async () => {
    const page = await openLook(await open({ width: 390, height: 844 }));
    for (const name of sections) {
      const width = Number(/width="(\d+)"/.exec(await settled(page, name))![1]);
      expect(width).toBeLessThan(400);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // The picture stays in sight, and what has the focus does not lie under it.
    const rotation = page.getByLabel('Rotation');
    await rotation.focus();
    const picture = await section(page, 'Augmentation').getByRole('img').boundingBox();
    const slider = await rotation.boundingBox();
    expect(picture!.y).toBeGreaterThanOrEqual(0);
    expect(slider!.y).toBeGreaterThan(picture!.y + picture!.height);
    expect(slider!.y + slider!.height).toBeLessThan(844);
    const narrow = await settled(page, 'Weight map');
    await page.setViewportSize({ width: 1280, height: 900 });
    await expect.poll(() => settled(page, 'Weight map')).not.toBe(narrow);
  });
});
