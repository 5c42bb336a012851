import * as z from 'zod'

type Bounds = { min?: number; max: number }

// Of a list that repeats itself: far more than any caller sends, and quickly looked through.
const MAX_SENT_ITEMS = 2_000

/**
 * A list in which repeated items count once. The upper bound is judged before any item is parsed,
 * so that a list of a hundred thousand mistakes is one mistake.
 */
export function distinctList<Item extends z.ZodType<string>>(item: Item, { min = 0, max }: Bounds) {
  const items = z.array(item).overwrite((values) => [...new Set(values)])
  return z.preprocess(judgeLength(max, countDistinct), items.min(min).max(max))
}

/** A list of at most `max` items, judged before any of them is parsed. */
export function boundedList<Item extends z.ZodType>(item: Item, { min = 0, max }: Bounds) {
  return z.preprocess(
    judgeLength(max, (items) => items.length),
    z.array(item).min(min).max(max),
  )
}

function judgeLength(max: number, count: (items: unknown[]) => number) {
  return (sent: unknown, context: z.RefinementCtx): unknown => {
    if (!Array.isArray(sent) || (sent.length <= MAX_SENT_ITEMS && count(sent) <= max)) return sent
    context.addIssue({
      code: 'too_big',
      origin: 'array',
      maximum: max,
      inclusive: true,
      input: undefined,
      message: `At most ${max} items`,
    })
    return z.NEVER
  }
}

/** Small and capital letters are distinguished only later: ids are the same in either. */
function countDistinct(items: unknown[]): number {
  return new Set(items.map((item) => (typeof item === 'string' ? item.toLowerCase() : item))).size
}
