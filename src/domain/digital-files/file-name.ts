import { MAX_FILE_NAME_CHARACTERS } from './schemas.ts'

type Type = 'pdf' | 'png' | 'jpeg' | 'zip'

const ENDINGS = {
  pdf: /\.pdf$/i,
  png: /\.png$/i,
  jpeg: /\.jpe?g$/i,
  zip: /\.zip$/i,
} as const satisfies Record<Type, RegExp>
const EXTENSIONS = { pdf: '.pdf', png: '.png', jpeg: '.jpg', zip: '.zip' } as const
const UNNAMED = 'Download'

/** A name without folders and control characters, with the ending of what the file is. */
export function fileNameOf(given: string | undefined, type: Type): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const name = plain.replace(ENDINGS[type], '').trim()
  const characters = [...(name || UNNAMED)]
  const most = MAX_FILE_NAME_CHARACTERS - EXTENSIONS[type].length
  return `${characters.slice(0, most).join('').trim()}${EXTENSIONS[type]}`
}
