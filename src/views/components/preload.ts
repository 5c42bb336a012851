/**
 * For links that are likely to be pressed next: the page is asked for when the pointer arrives, and
 * is there when it is pressed. Other links ask when the button goes down.
 */
export const PRELOAD = { 'hx-preload:inherited': 'mouseenter timeout:3s, touchstart' } as const

/**
 * Marks the link to the page that is shown. It is not asked for as the pointer arrives: where a link
 * was pressed, the pointer is on the same one of the new page.
 */
export function currentLink(state: 'page' | 'true' | undefined) {
  return { 'aria-current': state, 'hx-preload': state === 'page' ? 'mousedown' : undefined }
}
