import { COUNTS } from './swap-attributes.ts'

/**
 * The attributes of a part that fetches itself, and the counts of the navigation with it, so that
 * all of them agree. Without seconds it has none: the last answer no longer asks. A decision that
 * is on its way in the part goes first, and its answer is the newer one.
 */
export function liveAttributes(
  part: string,
  url: string,
  everySeconds: number | undefined,
): Record<string, string> {
  if (everySeconds === undefined) return {}
  return {
    'hx-get': url,
    'hx-trigger': `every ${everySeconds}s`,
    'hx-target': 'this',
    'hx-select': `#${part}`,
    'hx-select-oob': COUNTS,
    'hx-swap': 'outerMorph show:none',
    'hx-sync': `#${part}:abort`,
    'hx-push-url': 'false',
  }
}
