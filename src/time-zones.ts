// Offsets such as `+01:00`, which some runtimes take too, know no summer time.
const NAMED = /^[A-Za-z]/

/**
 * An IANA time zone in its usual spelling (`europe/berlin` is `Europe/Berlin`), or undefined where
 * there is none of this name.
 */
export function parseTimeZone(typed: string): string | undefined {
  const name = typed.trim()
  if (!NAMED.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // An alias keeps its name: Asia/Kolkata does not come back as Asia/Calcutta.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return undefined
  }
}
