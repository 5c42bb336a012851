import { describe, expect, it } from 'vitest'
import { listFiles, readText } from './source-files.ts'

type Finding = { at: string; line: string }

function linesOf(file: string, text: string): Finding[] {
  return text.split('\n').map((line, index) => ({ at: `${file}:${index + 1}`, line }))
}

// Texts between tags are Biome's `noJsxLiterals`.
const SHOWN_ATTRIBUTE =
  /\s(?:title|label|lead|text|noun|hint|note|description|caption|summary|header|announce|alt|emptyLabel|submitLabel|confirmLabel|aria-label)="[^"]*\p{L}{2}[^"]*"/u

function attributes(file: string, text: string): string[] {
  return linesOf(file, text).flatMap(({ at, line }) => {
    const [found] = SHOWN_ATTRIBUTE.exec(line) ?? []
    return found ? [`${at}${found}`] : []
  })
}

/** What reads as translated, and what to say. */
const WORDS: readonly { pattern: RegExp; say: string }[] = [
  { pattern: /\banew\b/i, say: 'again' },
  { pattern: /\bby hand\b/i, say: 'manually, or who does it' },
  { pattern: /\bat the shop\b/i, say: 'on Shopify' },
  { pattern: /\ba wall\b/i, say: 'a limit' },
  { pattern: /\bwins over\b/i, say: 'overrides' },
  { pattern: /\bcame in\b/i, say: 'added' },
  { pattern: /\bthe word of\b/i, say: 'who said it' },
  { pattern: /\bstands? in\b/i, say: 'replaces, is used instead' },
  { pattern: /\bfor your eye\b/i, say: 'to review' },
  { pattern: /\bby (?:itself|themselves)\b/i, say: 'automatically' },
  { pattern: /\btold\b/i, say: 'said, shown' },
  { pattern: /\bsuch an? \w+/i, say: 'this, or nothing' },
  { pattern: /\bunder way\b/i, say: 'in progress' },
  { pattern: /\bhave a look\b/i, say: 'the name of the page' },
  { pattern: /\bat Shopify\b/i, say: 'on Shopify' },
  { pattern: /\b(?:the|this|a|your) shop\b/i, say: 'your store' },
  { pattern: /\b(?:the|this) hub\b/i, say: 'Haven Hub' },
  { pattern: /\bmeanwhile\b/i, say: 'in the meantime' },
  { pattern: /\bsomebody\b/i, say: 'someone' },
  { pattern: /\bany more\b/i, say: 'no longer' },
  { pattern: /\bcount(?:s|ed)? as paid\b/i, say: 'marked as charged' },
  { pattern: /\bcredit went back\b/i, say: 'the credit was returned' },
  { pattern: /\bhas at most\b/i, say: 'can have up to' },
  { pattern: /\bthe most there can be\b/i, say: 'which is the limit' },
  { pattern: /\bby a program\b/i, say: 'through the API' },
  { pattern: /\b(?:tick|ticked) (?:this|that|box)\b/i, say: 'select' },
  { pattern: /n’t\b|\b(?:it’s|they’re)(?=[ '`])/i, say: 'the long form, as everywhere' },
]

const COMMENT = /^\s*(?:\/\/|\/?\*|--)|^import /

function translated(file: string, text: string): string[] {
  return linesOf(file, text).flatMap(({ at, line }) =>
    COMMENT.test(line)
      ? []
      : WORDS.filter(({ pattern }) => pattern.test(line)).map(
          ({ say }) => `${at} ${line.trim()} → ${say}`,
        ),
  )
}

describe('the words of a page', () => {
  const views = listFiles('src/views', /(?<!\.test)\.tsx$/)
  const speaking = ['src', 'public'].flatMap((folder) =>
    listFiles(folder, /(?<!\.test)\.(?:tsx?|js)$/),
  )

  it('are in one file of its folder, where they can be read through', () => {
    expect(views.flatMap((file) => attributes(file, readText(file)))).toEqual([])
    expect(attributes('a.tsx', '<Card title="First steps" class="first" />')).toHaveLength(1)
    expect(attributes('a.tsx', '<Card title={words.first} name="first" />')).toEqual([])
  })

  it('are the field’s', () => {
    expect(speaking.flatMap((file) => translated(file, readText(file)))).toEqual([])
    expect(translated('a.ts', `const text = 'Try it anew'`)).toHaveLength(1)
  })
})
