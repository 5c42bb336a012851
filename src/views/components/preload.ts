/**
 * For links that are likely to be pressed next: the page is asked for when the pointer arrives, and
 * is there when it is pressed. Other links ask when the button goes down.
 */
export const PRELOAD = { 'hx-preload:inherited': 'mouseenter timeout:3s, touchstart' } as const
