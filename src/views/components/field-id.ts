/** Anything that is not a letter, digit or underscore becomes a hyphen, so that ids are safe in selectors. */
function slug(text: string): string {
  return text.replace(/\W+/g, '-').replace(/^-+|-+$/g, '')
}

/** A page-wide id made of its parts: `elementId('run', run.id)` → `run-0192…`. */
export function elementId(...parts: (string | number)[]): string {
  return parts.map((part) => slug(String(part))).join('-')
}

/**
 * The id of a form control. `scope` distinguishes two forms with the same field names, `value` the
 * choices of one group.
 */
export function fieldId(name: string, more: { scope?: string; value?: string } = {}): string {
  const parts = ['field', more.scope, name, more.value]
  return elementId(...parts.filter((part) => part !== undefined))
}

export function hintId(id: string): string {
  return `${id}-hint`
}

export function errorId(id: string): string {
  return `${id}-error`
}

/** The value of aria-describedby: the hint and the error, where there are any. */
export function describedBy(id: string, has: { hint?: unknown; error?: unknown }) {
  const ids = [has.hint ? hintId(id) : undefined, has.error ? errorId(id) : undefined]
  return ids.filter((one) => one !== undefined).join(' ') || undefined
}
