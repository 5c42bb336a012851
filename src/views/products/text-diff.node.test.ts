import { describe, expect, it } from 'vitest'
import { diffWords } from './text-diff.ts'

const marked = (parts: { text: string; isChanged: boolean }[]) =>
  parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(' ')

describe('the difference of two texts', () => {
  it('marks the words that only one of them has', () => {
    const { before, after } = diffWords('Rest is a way back home.', 'Rest is the way home.')
    expect(marked(before)).toBe('Rest is [a] way [back] home.')
    expect(marked(after)).toBe('Rest is [the] way home.')
  })

  it('leaves out what is equal and far from any change', () => {
    const far = Array.from({ length: 50 }, (_, at) => `w${at}`).join(' ')
    const { after } = diffWords(`${far} old`, `${far} new`)
    expect(marked(after)).toBe(
      `… ${Array.from({ length: 12 }, (_, at) => `w${at + 38}`).join(' ')} [new]`,
    )
  })

  it('shows a text whole where the other is empty or both are very long', () => {
    expect(diffWords('', 'All of it')).toEqual({
      before: [],
      after: [{ text: 'All of it', isChanged: true }],
    })
    const long = 'word '.repeat(1_001)
    expect(diffWords(long, 'short').before).toEqual([{ text: long, isChanged: true }])
  })
})
