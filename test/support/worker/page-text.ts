/** What a page says, without its markup. */
export function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** What the toasts of a page say. */
export function toastOf(html: string): string {
  return textOf(/id="toasts" role="status">(.*?)<div class="page">/s.exec(html)?.[1] ?? '')
}
