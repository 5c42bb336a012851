type Values = Readonly<Record<string, string | number | null | undefined>>

/** A URL of the hub with these values as its query; those that are empty or 0 are left out. */
export function urlWith(path: string, values: Values): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}
