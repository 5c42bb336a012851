import type { FullProduct } from './load-parts.ts'

const HANDLE_TITLE_CHARACTERS = 80
const ID_CHARACTERS = 8

/**
 * What the shop's URL of a product ends in. Ours and unique: the last digits of the id keep two
 * products of one title apart.
 */
export function handleOf({ id, title }: Pick<FullProduct, 'id' | 'title'>): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, HANDLE_TITLE_CHARACTERS)
    .replace(/^-+|-+$/g, '')
  const tail = id.replaceAll('-', '').slice(-ID_CHARACTERS)
  return slug ? `${slug}-${tail}` : `print-${tail}`
}
