import * as z from 'zod'

type Bounds = { min?: number; max: number }

/** A list in which what stands twice counts once: its bounds are judged after that. */
export function distinctList<Value extends string>(
  item: z.ZodType<Value, Value>,
  { min = 0, max }: Bounds,
) {
  return z
    .array(item)
    .transform((values) => [...new Set(values)])
    .pipe(z.array(item).min(min).max(max))
}
