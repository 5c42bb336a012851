/** The value of a hidden field in a page's first form that has it; '' where none has. */
export function hiddenValue(html: string, name: string): string {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
}
