import type { Position } from '../../paging.ts'

/** A URL of the page of kits that stays at its place in the list. */
export function kitsUrl(
  position: Position,
  more: Readonly<Record<string, string>> = {},
  path = '/kits',
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...position, ...more })) {
    if (value) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}
