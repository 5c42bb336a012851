/** The counts of the navigation, which are swapped along with a part. */
export const COUNTS = '#count-approvals,#count-problems'

/**
 * The attributes of a form that swaps one part of the page instead of the whole: the part, the
 * toasts and the counts of the navigation. What is not decided stays as it is, where it is.
 * Standing notices are left for the next page: one that came in would push the list down.
 * Of several that are pressed one after the other none is lost, and none answers too early.
 */
export function swapAttributes(part: string | undefined): Record<string, string> {
  if (part === undefined) return {}
  return {
    'hx-target': `#${part}`,
    'hx-select': `#${part}`,
    'hx-select-oob': `#toasts:innerHTML,${COUNTS}`,
    'hx-sync': `#${part}:queue all`,
    'hx-push-url': 'false',
    'hx-swap': 'outerMorph show:none',
  }
}
