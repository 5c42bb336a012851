import { MAX_TITLE_CHARACTERS } from './schemas.ts'

const UNTITLED = 'Untitled artwork'

/** "C:\\prints\\you-are_enough.final.png" → "You are enough.final": a title to begin with. */
export function titleFromFileName(fileName: string | undefined): string {
  const name = fileName?.split(/[/\\]/).at(-1) ?? ''
  const title = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\p{Cc}\p{Cf}_-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const [first = '', ...rest] = [...title].slice(0, MAX_TITLE_CHARACTERS)
  return `${first.toLocaleUpperCase('en')}${rest.join('')}` || UNTITLED
}
