/** The names of those fields of a change that differ from the row: none means nothing to write. */
export function changedFields(row: object, change: object): string[] {
  const before = new Map<string, unknown>(Object.entries(row))
  return Object.entries(change).flatMap(([name, value]) =>
    value === undefined || canonical(value) === canonical(before.get(name)) ? [] : [name],
  )
}

/** JSON that is the same for equal values, whatever the order of their names. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}
