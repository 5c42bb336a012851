import * as z from 'zod'

/** Takes a body's names in snake_case or camelCase: `{assetIds}` and `{asset_ids}` are the same. */
export function eitherCase<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(toSnakeCase, schema)
}

function toSnakeCase(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inner,
    ]),
  )
}
