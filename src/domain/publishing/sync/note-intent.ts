import type { Context } from '../../../context.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { picturesOf } from '../../products/write-parts.ts'
import { type Intent, keepIntent } from '../publications.ts'
import type { CallResult, Session } from './session.ts'

const REFUSED =
  'A picture of this product was rejected during publishing, or a download lost its file, so the product was not put on sale'

/**
 * Notes what the next call at the shop is to reach, for the product as it was read; the call is made
 * only after `ok`. What was refused meanwhile is tried again with the product as it is by then: it
 * is refused while it shows a rejected picture or sells a download of nothing, and published without.
 */
export async function noteIntent(
  ctx: Context,
  session: Session,
  { images }: FullProduct,
  intent: Intent,
): Promise<CallResult<undefined>> {
  const kept = await keepIntent(ctx, session, intent, picturesOf(images))
  switch (kept) {
    case 'kept':
      return { kind: 'ok', value: undefined }
    case 'refused':
      return { kind: 'transient', message: REFUSED }
    case 'lost':
      return { kind: 'lost' }
  }
}
