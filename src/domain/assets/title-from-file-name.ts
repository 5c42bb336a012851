import { MAX_TITLE_CHARACTERS } from './schemas.ts'

const UNTITLED = 'Untitled artwork'

/** "C:\\prints\\you-are_enough.final.png" → "you are enough.final": a title to begin with. */
export function titleFromFileName(fileName: string | undefined): string {
  const name = fileName?.split(/[/\\]/).at(-1) ?? ''
  const title = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\p{Cc}\p{Cf}_-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...title].slice(0, MAX_TITLE_CHARACTERS).join('') || UNTITLED
}
