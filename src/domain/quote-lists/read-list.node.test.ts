import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchArtworks, plainText } from './match-artworks.ts'
import { readList } from './read-list.ts'
import { splitCsv } from './split-csv.ts'

const line = { text: '', author: '', collection: '', mood: '', file: '' }

describe('a list of quotes', () => {
  test('that is pasted is a quote a line, commas and all', () => {
    expect(readList('Rest, and begin again.\r\n\n“Be still” — Ada Lovelace\n')).toEqual([
      { ...line, text: 'Rest, and begin again.' },
      { ...line, text: 'Be still', author: 'Ada Lovelace' },
    ])
  })

  test('with columns named in its first line has them in any order', () => {
    const text = '\u{feff}File name;Collection;Quote\nrest.png;Growth;"Rest; ""now"""\n;;Two\n'
    expect(readList(text)).toEqual([
      { ...line, file: 'rest.png', collection: 'Growth', text: 'Rest; "now"' },
      { ...line, text: 'Two' },
    ])
  })

  test('that is uploaded or copied from a spreadsheet has its columns in order', () => {
    const found = [
      { text: 'One, two\nthree', author: 'Ada', collection: 'growth', mood: '', file: '' },
    ]
    expect(readList('"One, two\nthree",Ada,growth', { isTable: true })).toEqual(found)
    expect(readList('"One, two\nthree"\tAda\tgrowth')).toEqual(found)
  })

  test('is read as it was written, whatever is in its cells', () => {
    const cell = fc.string().map((text) => text.replaceAll('\r', '').trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const kept = rows.filter((row) => row.some((text) => text !== ''))
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const csv = rows.map((row) => row.map(quote).join(',')).join('\r\n')
        expect(splitCsv(csv, ',')).toEqual(kept)
      }),
    )
  })
})

describe('the artwork of a quote', () => {
  const artworks = [
    { id: 'a', title: 'Rest Is Not a Reward', quote_id: null },
    { id: 'b', title: 'You Are Allowed', quote_id: null },
    { id: 'c', title: 'Begin Again', quote_id: 'q' },
    { id: 'd', title: 'Slow Roots', quote_id: null },
    { id: 'e', title: 'Slow Roots', quote_id: null },
  ]
  const match = (...lines: { text: string; file?: string }[]) =>
    matchArtworks(
      lines.map((one) => ({ file: '', ...one })),
      artworks,
    )

  test('is the one of its name, surely; of a part of its name, perhaps', () => {
    expect(
      match(
        { text: 'rest is not a reward!' },
        { text: 'You are allowed to rest.' },
        { text: 'Anything', file: 'slow-roots_final.png' },
        { text: 'Nothing like it' },
      ),
    ).toEqual([
      { id: 'a', isCertain: true },
      { id: 'b', isCertain: false },
      { id: 'd', isCertain: false },
      undefined,
    ])
  })

  test('is given once, and not taken from another quote', () => {
    expect(match({ text: 'Begin again' }, { text: 'You are allowed' })).toEqual([
      undefined,
      { id: 'b', isCertain: true },
    ])
    expect(match({ text: 'Rest is not a reward' }, { text: 'Rest is not a reward' })).toEqual([
      { id: 'a', isCertain: true },
      undefined,
    ])
  })

  test('reads words alike whatever their case, accents and punctuation', () => {
    expect(plainText('  L’Été, “Now”! ')).toBe('lete now')
    expect(plainText('…')).toBe('…')
  })
})
