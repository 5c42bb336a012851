import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillLine, fillTemplate, unknownPlaceholders } from './fill-template.ts'

const ALL = {
  quote: 'Leap, and the net will appear',
  author: 'John Burroughs',
  collection: 'Growth',
  artwork: 'Leap 3',
}
const { author: _, ...NO_AUTHOR } = ALL

describe('a template', () => {
  test.each([
    ['“{quote}” by {author}', `“${ALL.quote}” by ${ALL.author}`],
    ['{ Quote } · {AUTHOR}', `${ALL.quote} · ${ALL.author}`],
    ['No placeholder, {} and { }', 'No placeholder, {} and { }'],
  ])('%s is filled', (template, made) => {
    expect(fillTemplate(template, ALL)).toBe(made)
  })

  test.each([
    ['{quote} by {author}', ALL.quote],
    ['“{quote}” — {author}', `“${ALL.quote}”`],
    ['{artwork} (by {author}), print', 'Leap 3, print'],
    ['{artwork} “{author}” print', 'Leap 3 print'],
    ['{author} – {artwork}', 'Leap 3'],
    ['{author}: {artwork}', 'Leap 3'],
    ['{author} in {collection}', 'Growth'],
    ['Wall art by {author}', 'Wall art'],
    ['{collection}, {author}, {artwork}', 'Growth, Leap 3'],
    ['Print. Words by {author}. {artwork}', 'Print. Words. Leap 3'],
    ['{artwork}\nAuthor: {author}\nPaper', 'Leap 3\nPaper'],
    ['{artwork}\n\n— {author}\n\nPaper', 'Leap 3\n\nPaper'],
    ['Standby {author}', 'Standby'],
  ])('%s leaves nothing of a missing author', (template, made) => {
    expect(fillTemplate(template, NO_AUTHOR)).toBe(made)
    expect(fillTemplate(template, { ...ALL, author: '  ' })).toBe(made)
  })

  test('names what it does not know, once', () => {
    expect(unknownPlaceholders('{quote} {year} { year } {Size} {} {artwork}')).toEqual([
      'year',
      'Size',
    ])
  })
})

const text = fc.string({ maxLength: 40 }).map((typed) => typed.replace(/[{}]/g, ''))
const value = fc.string({ minLength: 1, maxLength: 40 }).filter((typed) => typed.trim() !== '')
const piece = fc.oneof(text, fc.constantFrom('{quote}', '{author}', '{collection}', '{artwork}'))
const template = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
const values = fc.record(
  { quote: value, author: value, collection: value, artwork: value },
  { requiredKeys: [] },
)

describe('of any template', () => {
  test('with every value there, each placeholder is replaced and nothing else changes', () => {
    fc.assert(
      fc.property(template, value, value, (typed, quote, author) => {
        const all = { quote, author, collection: 'Growth', artwork: 'Leap' }
        const plain = typed
          .split(/(\{[a-z]+\})/)
          .map((part) => all[part.slice(1, -1) as keyof typeof all]?.trim() ?? part)
          .join('')
        expect(fillTemplate(typed, all)).toBe(plain.trim())
      }),
    )
  })

  test('values are there whole and in order, however they read, and no placeholder is left', () => {
    fc.assert(
      fc.property(template, values, (typed, given) => {
        const made = fillTemplate(typed, given)
        let from = 0
        for (const [, name] of typed.matchAll(/\{([a-z]+)\}/g)) {
          const one = Object.entries(given)
            .find(([key]) => key === name)?.[1]
            ?.trim()
          if (!one) continue
          const at = made.indexOf(one, from)
          expect(at).toBeGreaterThanOrEqual(0)
          from = at + one.length
        }
        const own = Object.values(given).join('')
        if (!own.includes('{')) expect(made).not.toMatch(/\{(quote|author|collection|artwork)\}/)
      }),
    )
  })

  test('a missing author leaves no "by" behind', () => {
    const words = fc.stringMatching(/^[A-Z][a-z]{4,8}( [A-Z][a-z]{4,8}){0,3}$/)
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(fillTemplate(`${before} by {author}`, {})).toBe(before)
        expect(fillTemplate(`${before} by {author} – ${after}`, {})).toBe(`${before} – ${after}`)
        expect(fillTemplate(`{quote} by {author}, ${after}`, { quote: before })).toBe(
          `${before}, ${after}`,
        )
      }),
    )
  })

  test('a line keeps its bound, and is cut between words where it has several', () => {
    fc.assert(
      fc.property(template, values, fc.integer({ min: 5, max: 60 }), (typed, given, most) => {
        const line = fillLine(typed, given, most)
        const whole = fillTemplate(typed, given).replace(/\s+/g, ' ')
        expect(line.length).toBeLessThanOrEqual(most)
        expect(line).not.toContain('\n')
        if (whole.length <= most) expect(line).toBe(whole)
        else expect(whole.startsWith(line.slice(0, -1))).toBe(true)
      }),
    )
    expect(fillLine('{quote}', { quote: 'One two three' }, 9)).toBe('One two…')
    expect(fillLine('{quote}', { quote: 'One two three' }, 8)).toBe('One two…')
    expect(fillLine('{quote}', { quote: 'One two three' }, 7)).toBe('One…')
  })
})
