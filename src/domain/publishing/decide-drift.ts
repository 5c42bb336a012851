import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import type { Field } from './fields.ts'
import { type Drift, readDrift } from './read-drift.ts'

/** What becomes of a field that was changed at the shop: the hub's, or theirs. */
export type Decision = {
  field: Field
  take: 'hub' | 'shop'
  /** As `DriftField.seen`: the decision is about that alone. */
  seen?: string | undefined
}

/** Decides what becomes of what was changed at the shop. */
export async function decideDrift(
  ctx: Context,
  id: string,
  decisions: readonly Decision[],
): Promise<Drift> {
  if (decisions.some(({ take }) => take === 'shop')) requireScope(ctx.actor, 'write')
  if (decisions.some(({ take }) => take === 'hub')) requireScope(ctx.actor, 'publish')
  if (decisions.length === 0) return readDrift(ctx, id)
  throw new AppError('conflict', 'Decisions are not kept yet. Nothing was changed.')
}
