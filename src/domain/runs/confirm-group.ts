import type { Context } from '../../context.ts'

/** The work is accepted already: what cannot be confirmed now, the sweep confirms. */
export async function confirmGroup(ctx: Context, groupId: string): Promise<void> {
  try {
    await ctx.ledger.confirm(groupId)
  } catch (cause) {
    ctx.log.error('holds_not_confirmed', cause, { group: groupId })
  }
}
