/**
 * The attributes of a form that swaps one part of the page instead of the whole, so that the place
 * in a long list is kept: the part, the notices and the counts of the navigation.
 */
export function swapAttributes(part: string | undefined): Record<string, string> {
  if (part === undefined) return {}
  return {
    'hx-target': `#${part}`,
    'hx-select': `#${part}`,
    'hx-select-oob': '#notices,#count-approvals,#count-problems',
    'hx-push-url': 'false',
    'hx-swap': 'outerHTML show:none',
  }
}
