import * as z from 'zod'

/** Takes a body's names in snake_case or camelCase: `{assetIds}` and `{asset_ids}` are the same. */
export function eitherCase<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(toSnakeCase, schema)
}

// A name sent in both cases keeps its second spelling, which strict schemas then refuse.
function toSnakeCase(value: unknown): unknown {
  if (!isNamed(value)) return value
  const names = new Set(Object.keys(value))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const stored = storedName(name)
      return [stored !== name && names.has(stored) ? name : stored, inner]
    }),
  )
}

/**
 * A path of stored names, as whoever sent the input spelled it: `asset_ids`, `0` becomes
 * `assetIds`, `0`. What was not sent keeps its stored name.
 */
export function asWritten(path: readonly string[], sent: unknown): string[] {
  let inner = sent
  return path.map((step) => {
    const name = isNamed(inner) ? writtenName(inner, step) : step
    inner = Object.entries(Object(inner)).find(([key]) => key === name)?.[1]
    return name
  })
}

function writtenName(sent: object, stored: string): string {
  if (Object.hasOwn(sent, stored)) return stored
  return Object.keys(sent).find((name) => storedName(name) === stored) ?? stored
}

function storedName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function isNamed(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
