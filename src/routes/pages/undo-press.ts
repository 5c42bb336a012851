import type { Context as HonoContext } from 'hono'
import { localPath } from '../../domain/accounts/local-path.ts'
import { type UndoneDecision, undoDecision, undoLatest } from '../../domain/review/undo-decision.ts'
import { AppError } from '../../errors.ts'
import { reviewWords as words } from '../../views/approvals/words.ts'
import type { SceneNames } from '../../views/mockups/scene-label.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { nameOf } from './decision-toast.ts'
import { sceneNames } from './scene-names.ts'

/**
 * Undoes what one press decided, or the newest since a page was opened, and returns to where it was
 * pressed, else to `otherwise`.
 */
export async function undoPress(c: HonoContext<HubEnv>, otherwise: string): Promise<Response> {
  const { ctx } = c.var
  const { at, since, back } = await c.req.parseBody()
  const to = typeof back === 'string' ? localPath(back) : otherwise
  try {
    const [undone, names] = await Promise.all([
      typeof since === 'string'
        ? undoLatest(ctx, since)
        : undoDecision(ctx, typeof at === 'string' ? at : ''),
      sceneNames(ctx),
    ])
    const isPlain = undone.in_product + undone.changed_since === 0
    return redirectWith(c, to, {
      tone: isPlain ? 'neutral' : 'amber',
      text: textOf(undone, names),
    })
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
    return redirectWith(c, to, { tone: 'amber', text: cause.message })
  }
}

function textOf({ undone, in_product, changed_since }: UndoneDecision, names: SceneNames): string {
  const [only] = undone
  const text = [
    undone.length === 1 && only
      ? words.undone.one(nameOf(only, names))
      : words.undone.many(undone.length),
    in_product > 0 ? words.undone.inProduct(in_product) : undefined,
    changed_since > 0 ? words.undone.changedSince(changed_since) : undefined,
  ]
  return text.filter(Boolean).join(' ')
}
