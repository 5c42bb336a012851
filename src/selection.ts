import * as z from 'zod'
import { distinctList } from './distinct-list.ts'
import { eitherCase } from './either-case.ts'
import { AppError } from './errors.ts'
import { uuid } from './ids.ts'

export const MAX_SELECTED = 200
/** What a filter finds is counted no further. */
const MAX_COUNTED = 1_000

export const selectedIds = distinctList(uuid, { min: 1, max: MAX_SELECTED })

/** Rows by their ids, or all that match a filter, with how many of them were seen. */
export function selectionOf<Filter extends z.ZodType>(filter: Filter) {
  return eitherCase(
    z.union([
      z.strictObject({ ids: selectedIds }),
      z.strictObject({ filter: eitherCase(filter), expected: z.int().min(0) }),
    ]),
  )
}

export type Selection<Filter> = { ids: string[] } | { filter: Filter; expected: number }

/**
 * The ids of a selection, at most 200 or `mostIds`: those named, or all that match a filter, as long as they are
 * as many as were seen. `find` reads the first so many that match.
 * @throws AppError conflict with the new `count`, where another number matches
 * @throws AppError invalid where more than that match
 */
export async function resolveSelection<Filter>(
  selection: Selection<Filter>,
  find: (filter: Filter, most: number) => Promise<string[]>,
  mostIds = MAX_SELECTED,
): Promise<string[]> {
  if ('ids' in selection) return selection.ids
  const { filter, expected } = selection
  const counted = Math.max(MAX_COUNTED, mostIds)
  const found = await find(filter, counted + 1)
  if (found.length !== expected) throw changedSince(found.length, counted)
  if (found.length > mostIds) {
    const text = `${found.length} items match, and up to ${mostIds} can be changed at once. Nothing was changed. Narrow the filter.`
    throw new AppError('invalid', text)
  }
  return found
}

function changedSince(n: number, counted: number): AppError {
  const count = Math.min(n, counted)
  const isMore = n > counted
  return new AppError(
    'conflict',
    `The list has changed: ${isMore ? 'more than ' : ''}${count} items match now. Nothing was changed. Look through them, then try again.`,
    { extra: { count, ...(isMore ? { count_at_least: true } : {}) } },
  )
}
