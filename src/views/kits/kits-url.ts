import type { Position } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

/** A URL of the page of kits that stays at its place in the list. */
export function kitsUrl(
  position: Position,
  more: Readonly<Record<string, string>> = {},
  path = '/kits',
): string {
  return urlWith(path, { ...position, ...more })
}
