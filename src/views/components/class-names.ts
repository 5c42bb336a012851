/** Joins the class names that are there; undefined when none is. */
export function classNames(...names: (string | false | null | undefined)[]): string | undefined {
  const present = names.filter((name) => name)
  return present.length > 0 ? present.join(' ') : undefined
}
