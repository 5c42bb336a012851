/** All that is chosen: ticks, the kit, and what is chosen and not in a list to tick. */
export const CHOSEN =
  '#generate [type=checkbox], #generate [name^=kit], #generate [name=scene], #generate [name=asset]'

/** What both lists are searched for and filtered by: the URL has all of it. */
export const SEARCHED = '#artwork-filter .input, #scene-filter .input'

/**
 * Attributes of an element in which each change asks what is chosen now costs. `swapped` is what
 * else changes with it than the quote.
 */
export function asksForQuote(swapped?: string) {
  return {
    'hx-post': '/generate/quote',
    'hx-trigger': 'change',
    'hx-include': `${CHOSEN}, #scene-filter .input`,
    'hx-target': '#quote',
    'hx-select': '#quote',
    'hx-select-oob': ['#drafts', '#pairs', '#selected', ...(swapped ? [swapped] : [])].join(','),
    'hx-swap': 'outerHTML show:none',
    'hx-push-url': 'false',
    'hx-sync': '#generate:replace',
  }
}

/** Attributes of a button that changes which artworks are chosen, where they are listed. */
export const CHANGES_ARTWORKS = {
  'hx-post': '/generate/select',
  'hx-target': '#artworks',
  'hx-select': '#artworks',
  'hx-select-oob': '#quote,#drafts,#pairs,#scenes,#toasts:innerHTML',
  'hx-swap': 'outerHTML show:none',
  'hx-push-url': 'false',
  'hx-sync': '#generate:replace',
} as const
