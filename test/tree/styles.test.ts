import { describe, expect, it } from 'vitest'
import { joinStyles } from '../../scripts/build-public.ts'
import { rangesOf } from '../../scripts/cut-fonts.ts'
import { listFiles, readText } from './source-files.ts'

const CLASS = /\.([a-z][\w-]*)/gi
const STRING = /url\([^)]*\)|'[^']*'|"[^"]*"/g
/** Set by the browser's library, and named nowhere in our own code. */
const SET_BY_HTMX = ['htmx-request']

/** Classes of a style sheet that no source names, whole or as `prefix-${…}`. */
function unusedClasses(css: string, source: string): string[] {
  const words = new Set(source.match(/[\w-]+/g))
  const prefixes = [...source.matchAll(/([a-z][\w-]*-)\$\{/g)].map(([, prefix = '']) => prefix)
  const named = [...css.replace(STRING, '').matchAll(CLASS)].map(([, name = '']) => name)
  return [...new Set(named)].filter(
    (name) => !words.has(name) && !prefixes.some((prefix) => name.startsWith(prefix)),
  )
}

const files = listFiles('styles', /\.css$/).filter((file) => file !== 'styles/index.css')

describe('the style sheet', () => {
  it('imports every file of styles/ once', () => {
    const imported = readText('styles/index.css').match(/(?<=@import '\.\/)[^']+/g) ?? []
    expect([...imported].map((path) => `styles/${path}`).sort()).toEqual(files)
  })

  it('puts each file into its layer, after the order of the layers', async () => {
    const css = await joinStyles()
    expect(css).toMatch(/^\/\*.*\*\/\n@layer tokens, base, components, pages, states;/)
    expect(css).toContain('@layer components {\n.badge {')
    expect(css).toContain('@font-face {\n  font-family: Figtree;')
  })

  it('is made of files that can be read at once', () => {
    expect(files.filter((file) => readText(file).split('\n').length > 200)).toEqual([])
  })

  it('has only classes that a view or a script sets', () => {
    const scripts = ['app', 'full-size', 'picker', 'pictures', 'review', 'upload'].map(
      (name) => `public/${name}.js`,
    )
    const sources = [...listFiles('src/views', /\.tsx?$/), ...scripts]
    const source = sources.map(readText).join('\n')
    const unused = unusedClasses(files.map(readText).join('\n'), source)
    expect(unused.filter((name) => !SET_BY_HTMX.includes(name))).toEqual([])
  })

  it('would be caught with a class that nothing sets', () => {
    const css = ".a { background: url('b.png') } .tone-red, .gone:hover { color: red }"
    const source = ['<p class="a">', '`tone-$', '{tone}`'].join('')
    expect(unusedClasses(css, source)).toEqual(['gone'])
  })
})

describe('the fonts', () => {
  const ranges = rangesOf(readText('styles/fonts.css'))
  /** The parts of each family, its basic letters first. */
  const families = Map.groupBy(ranges.keys(), (file) => file.split('-')[0])
  const fileOf = (parts: string[], letter: string) =>
    parts.filter((file) => ranges.get(file)?.includes(letter))

  it.each([...families.values()])('each letter is in one part: %s', (...parts) => {
    const letters = parts.flatMap((file) => [...(ranges.get(file) ?? '')])
    expect(parts).toHaveLength(3)
    expect(new Set(letters).size).toBe(letters.length)
  })

  it.each([...families.values()])('people’s names have their letters: %s', (basic, ...others) => {
    const names = 'Jiří Łukasz Søren Zoë François Ağça Žižek Ølgaard Straße'
    for (const letter of names) {
      const parts = /[a-z ]/i.test(letter) ? [basic ?? ''] : others
      expect([letter, fileOf(parts, letter).length]).toEqual([letter, 1])
    }
  })

  it.each([...families.values()])('what pages say themselves needs the basic part: %s', (basic) => {
    const said = listFiles('src/views', /\.tsx$/).flatMap((file) => [...readText(file)])
    // No part has the arrow: it was never in the font.
    const special = [...new Set(said)].filter((letter) => letter > '~' && letter !== '→')
    expect(special).toContain('“')
    expect(special.filter((letter) => !ranges.get(basic ?? '')?.includes(letter))).toEqual([])
  })
})
