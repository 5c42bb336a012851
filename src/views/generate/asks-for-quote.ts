/** All that is chosen: ticks, the kit, and scenes of it that cannot be ticked. */
export const CHOSEN = '#generate [type=checkbox], #generate [name^=kit], #generate [name=scene]'

/**
 * Attributes of an element in which each change asks what is chosen now costs. `swapped` is what
 * else changes with it than the quote.
 */
export function asksForQuote(swapped?: string) {
  return {
    'hx-post': '/generate/quote',
    'hx-trigger': 'change',
    'hx-include': CHOSEN,
    'hx-target': '#quote',
    'hx-select': '#quote',
    'hx-select-oob': swapped ? `#drafts,${swapped}` : '#drafts',
    'hx-swap': 'outerHTML show:none',
    'hx-push-url': 'false',
    'hx-sync': '#generate:replace',
  }
}
