/**
 * The attributes of a form that swaps one part of the page instead of the whole: the part, the
 * toasts and the counts of the navigation. What is not decided stays as it is, where it is.
 * Standing notices are left for the next page: one that came in would push the list down. One
 * request at a time: an older answer must not come after a newer one.
 */
export function swapAttributes(part: string | undefined): Record<string, string> {
  if (part === undefined) return {}
  return {
    'hx-target': `#${part}`,
    'hx-select': `#${part}`,
    'hx-select-oob': '#toasts:innerHTML,#count-approvals,#count-retries',
    'hx-push-url': 'false',
    'hx-swap': 'outerMorph show:none',
    'hx-sync': `#${part}:queue all`,
  }
}
