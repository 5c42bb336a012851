import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Font, parse } from 'opentype.js/dist/opentype.mjs'

const files = {
  garamond: '@fontsource/cormorant-garamond/files/cormorant-garamond-latin-500-normal.woff',
  garamondItalic: '@fontsource/cormorant-garamond/files/cormorant-garamond-latin-500-italic.woff',
  didone: '@fontsource/dm-serif-display/files/dm-serif-display-latin-400-normal.woff',
  didoneItalic: '@fontsource/dm-serif-display/files/dm-serif-display-latin-400-italic.woff',
  sans: '@fontsource/josefin-sans/files/josefin-sans-latin-400-normal.woff',
} as const

/** The typefaces a print may use. */
export type Typeface = keyof typeof files

const loaded = new Map<Typeface, Font>()

/** The parsed font, read once; fonts come from packages because a fresh machine has none. */
export function loadTypeface(name: Typeface): Font {
  const known = loaded.get(name)
  if (known) return known
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(files[name])))
  const font = parse(new Uint8Array(bytes).buffer)
  loaded.set(name, font)
  return font
}

/** Throws when the typeface lacks one of the characters, which would print as an empty box. */
export function assertGlyphs(text: string, name: Typeface): void {
  const font = loadTypeface(name)
  for (const character of text) {
    if (font.charToGlyphIndex(character) === 0) {
      throw new Error(`The typeface ${name} has no glyph for "${character}".`)
    }
  }
}
