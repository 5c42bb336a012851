import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

type Font = { source: string; axes?: Record<string, { min: number; max: number }> }

const AXES = { wght: { min: 400, max: 700 } }
const FIGTREE: Font = {
  source: import.meta.resolve('@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2'),
  axes: AXES,
}
const FIGTREE_EXT: Font = {
  source: import.meta.resolve(
    '@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2',
  ),
  axes: AXES,
}
const NEWSREADER: Font = {
  source: import.meta.resolve('@fontsource/newsreader/files/newsreader-latin-500-normal.woff2'),
}
const NEWSREADER_EXT: Font = {
  source: import.meta.resolve('@fontsource/newsreader/files/newsreader-latin-ext-500-normal.woff2'),
}

/** What each file is cut of. */
const FONTS: Record<string, Font> = {
  'figtree-basic.woff2': FIGTREE,
  'figtree-latin.woff2': FIGTREE,
  'figtree-latin-ext.woff2': FIGTREE_EXT,
  'newsreader-basic.woff2': NEWSREADER,
  'newsreader-latin.woff2': NEWSREADER,
  'newsreader-latin-ext.woff2': NEWSREADER_EXT,
}

/** What the pages use of a font: not its small capitals, fractions and old figures. */
const FEATURES = ['calt', 'ccmp', 'kern', 'liga', 'lnum', 'locl', 'mark', 'mkmk', 'tnum']

const FACE = /url\('\/vendor\/([\w-]+\.woff2)'\)[^}]*?unicode-range:\s*([^;]+);/g

/** The font files that a style sheet names, each with the characters of its range. */
export function rangesOf(css: string): Map<string, string> {
  const faces = [...css.matchAll(FACE)]
  return new Map(faces.map(([, file = '', range = '']) => [file, charactersOf(range)]))
}

function charactersOf(range: string): string {
  const parts = [...range.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/g)]
  const codes = parts.flatMap(([, first = '', last = first]) => {
    const start = Number.parseInt(first, 16)
    const length = Number.parseInt(last, 16) - start + 1
    return Array.from({ length }, (_, at) => start + at)
  })
  return String.fromCodePoint(...codes)
}

/** Writes each font file that the style sheet names, with the letters of its range alone. */
export async function cutFonts(css: string, folder: string): Promise<void> {
  const ranges = [...rangesOf(css)]
  await Promise.all(
    ranges.map(async ([file, characters]) => {
      const font = FONTS[file]
      if (!font) throw new Error(`scripts/cut-fonts.ts does not know ${file}`)
      const whole = await readFile(fileURLToPath(font.source))
      const cut = await subsetFont(whole, characters, {
        targetFormat: 'woff2',
        noHinting: true,
        keepFeatures: FEATURES,
        variationAxes: font.axes,
      })
      await writeFile(join(folder, file), cut)
    }),
  )
}
