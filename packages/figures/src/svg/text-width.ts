import { boldWidths, extraCharacters, regularWidths, unitsPerEm } from './advance-widths.ts';

/** How wide a text is in pixels, without kerning; characters that the tables lack count as one em, which is on the safe side. */
export function textWidth(text: string, size: number, bold = false): number {
  const widths = bold ? boldWidths : regularWidths;
  let units = 0;
  // Accents add no width: split them off.
  for (const character of text.normalize('NFD').replace(/\p{Mn}/gu, '')) {
    units += widths[tableIndex(character)] ?? unitsPerEm;
  }
  return (units / unitsPerEm) * size;
}

/** The text if it fits, else as much of it as does with an ellipsis, or nothing if that is no character at all. */
export function shortenText(text: string, size: number, room: number, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text;
  const characters = [...text];
  while (characters.length > 0) {
    characters.pop();
    const start = characters.join('').trimEnd();
    if (start !== '' && textWidth(`${start}…`, size, bold) <= room) return `${start}…`;
  }
  return '';
}

function tableIndex(character: string): number {
  const code = character.codePointAt(0)!;
  if (code >= 32 && code <= 126) return code - 32;
  const extra = extraCharacters.indexOf(character);
  return extra < 0 ? -1 : 95 + extra;
}
