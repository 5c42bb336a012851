import type { FullProduct } from '../../products/load-parts.ts'

const HANDLE_TITLE_CHARACTERS = 80
const ID_CHARACTERS = 8

/** What we changed of the tags since they were sent; the shop's own tags are none of ours. */
export function tagChanges(
  sent: readonly string[] | undefined,
  wanted: readonly string[],
): { added: string[]; removed: string[] } {
  const before = sent ?? []
  return {
    added: wanted.filter((tag) => !before.includes(tag)),
    removed: before.filter((tag) => !wanted.includes(tag)),
  }
}

/** Ours and unique: the last digits of the id keep two products of one title apart. */
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
