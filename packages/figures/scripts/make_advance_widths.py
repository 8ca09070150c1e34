"""Writes src/svg/advance-widths.ts: how wide the characters of Arimo are, so that text can be laid out without a renderer.

Run from the package folder: /usr/bin/python3 scripts/make_advance_widths.py (needs fontTools)
"""

from fontTools.ttLib import TTFont

FONTS = '../../node_modules/@expo-google-fonts/arimo/{0}/Arimo_{0}.ttf'
EXTRAS = '°±²µ·×–—…−≤≥½αβλσΩ⁰¹³⁴⁵⁶⁷⁸⁹⁻'


def widths(name, characters):
    font = TTFont(FONTS.format(name))
    assert font['head'].unitsPerEm == 2048
    glyphs = font.getBestCmap()
    return [font['hmtx'][glyphs[ord(character)]][0] for character in characters]


def table(name, characters):
    return ', '.join(map(str, widths(name, characters)))


ascii_characters = [chr(code) for code in range(32, 127)]
with open('src/svg/advance-widths.ts', 'w') as file:
    file.write(
        f"""// Made by scripts/make_advance_widths.py; do not edit.

/** Units of the tables below that make one em. */
export const unitsPerEm = 2048;

/** Characters beyond ASCII that the tables cover. */
export const extraCharacters = '{EXTRAS}';

/** Advance widths of U+0020 to U+007E, then of the extra characters, in Arimo Regular; the same as in Arial. */
export const regularWidths: readonly number[] = [{table('400Regular', ascii_characters + list(EXTRAS))}];

/** The same in Arimo Bold. */
export const boldWidths: readonly number[] = [{table('700Bold', ascii_characters + list(EXTRAS))}];
"""
    )
