/** All that is chosen: ticks, the kit, and scenes of it that cannot be ticked. */
export const CHOSEN = '#generate [type=checkbox], #generate [name^=kit], #generate [name=scene]'

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
    'hx-select-oob': swapped ? `#drafts,${swapped}` : '#drafts',
    'hx-swap': 'outerHTML show:none',
    'hx-push-url': 'false',
    'hx-sync': '#generate:replace',
  }
}
