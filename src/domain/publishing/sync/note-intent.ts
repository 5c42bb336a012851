import type { Context } from '../../../context.ts'
import { picturesOf } from '../../products/write-parts.ts'
import { type Intent, keepIntent } from '../publications.ts'
import type { SentCall } from '../sides/sending.ts'
import { keepBefore } from '../undo/changes.ts'
import type { CallResult, Session } from './session.ts'
import type { Work } from './work.ts'

const REFUSED =
  'A picture of this product was rejected during publishing, or a download lost its file, so the product was not put on sale'

/**
 * Notes what the next call at the shop is to reach and may change, and what there was before, for
 * the product as it was read; the call is made only after `ok`. What was refused meanwhile is tried
 * again with the product as it is by then: it is refused while it shows a rejected picture or sells
 * a download of nothing, and published without.
 */
export async function noteIntent(
  ctx: Context,
  session: Session,
  work: Work,
  { intent, ...call }: Pick<SentCall, 'fields' | 'status'> & { intent: Intent },
): Promise<CallResult<undefined>> {
  await noteBefore(ctx, session, work, call.fields)
  const kept = await keepIntent(ctx, session, {
    intent,
    pictureIds: picturesOf(work.product.images),
    sending: sendingOf(session, work, { ...call, content: work.content }),
  })
  switch (kept) {
    case 'kept':
      return { kind: 'ok', value: undefined }
    case 'refused':
      return { kind: 'transient', message: REFUSED }
    case 'lost':
      return { kind: 'lost' }
  }
}

/** Keeps what undoing the task brings back. */
export function noteBefore(
  ctx: Context,
  { key, taskId }: Pick<Session, 'key' | 'taskId'>,
  {
    reading,
    sides,
    publication,
    product,
  }: Pick<Work, 'reading' | 'sides' | 'publication' | 'product'>,
  fields: SentCall['fields'],
): Promise<void> {
  const { sent_rows: rows, status } = publication
  const { version } = product
  const found = { reading, sent: sides.published, rows, status, fields, version }
  return keepBefore(ctx, { productId: key.productId, taskId }, found)
}

/** Older ones have had their time to be carried out. */
const MOST_UNANSWERED = 3

/** What may be changed by this call, and by those whose answer was never heard. */
export function sendingOf(
  { taskId }: Pick<Session, 'taskId'>,
  { unanswered }: Pick<Work, 'unanswered'>,
  ...calls: readonly SentCall[]
) {
  return { taskId, calls: [...unanswered.slice(-MOST_UNANSWERED), ...calls] }
}
