import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { retireReason } from '../../domain/products/schemas.ts'
import {
  type Changed,
  MAX_CHANGED_PRODUCTS,
  type Refused,
} from '../../domain/publishing/change-several.ts'
import { deleteDrafts } from '../../domain/publishing/delete-drafts.ts'
import { AppError, statusOf } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { BULK_ACTIONS, type BulkActionName } from '../../views/products/bulk-actions.tsx'
import { listPathHere } from '../../views/products/product-path.ts'
import { bulkWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { readListFilters, showProducts } from './show-products.tsx'

const NAMED_TITLES = 12

const bulkForm = z.object({
  action: z.enum(BULK_ACTIONS),
  product: z.preprocess(
    (sent) => [sent].flat(),
    distinctList(uuid, { min: 1, max: MAX_CHANGED_PRODUCTS }),
  ),
  reason: retireReason.catch('manual'),
})
type Sent = z.output<typeof bulkForm>

/** Changes the selected products and shows the list again, where it was. */
export async function changeProducts(c: HonoContext<HubEnv>): Promise<Response> {
  const sent = bulkForm.safeParse(await c.req.parseBody({ all: true }))
  if (!sent.success) {
    const toast = { tone: 'red', text: bulkWords.nothingSelected } as const
    return showProducts(c, { toasts: [toast], status: 400 })
  }
  const { action } = sent.data
  try {
    const { changed, refused } = await change(c, sent.data)
    const done = changed.length > 0 ? [doneToast(action, changed)] : []
    const [toast] = done
    if (toast && refused.length === 0) {
      return redirectWith(c, listPathHere(readListFilters(c)), toast)
    }
    const status = changed.length > 0 ? 200 : 409
    return await showProducts(c, { toasts: [...done, refusedToast(refused)], status })
  } catch (cause) {
    if (!(cause instanceof AppError) || statusOf(cause.code) !== 400) throw cause
    return showProducts(c, { toasts: [{ tone: 'red', text: cause.message }], status: 400 })
  }
}

function change(c: HonoContext<HubEnv>, { action, product, reason }: Sent): Promise<Changed> {
  const { ctx } = c.var
  switch (action) {
    case 'publish':
      return publishProducts(ctx, product)
    case 'retire':
      return unpublishProducts(ctx, product, { target: 'retired', reason })
    case 'archive':
      return unpublishProducts(ctx, product, { target: 'archived' })
    case 'delete':
      return deleteDrafts(ctx, product)
  }
}

function doneToast(action: BulkActionName, changed: Changed['changed']): ToastProps {
  const [only, another] = changed
  const text =
    only && !another
      ? bulkWords.doneOne[action](only.title)
      : bulkWords.done[action](changed.length)
  return { tone: 'sage', text }
}

/** Names what was not changed, with each reason once. */
function refusedToast(refused: readonly Refused[]): ToastProps {
  const byReason = Map.groupBy(refused, ({ reason }) => reason)
  const sentences = [...byReason].map(([reason, rows]) => {
    const titles = rows.slice(0, NAMED_TITLES).map(({ title }) => `“${title}”`)
    const more = rows.length - titles.length
    return `${[...titles, ...(more > 0 ? [bulkWords.andMore(more)] : [])].join(', ')}: ${reason}`
  })
  return {
    tone: 'red',
    title: bulkWords.notChanged(refused.length),
    text: sentences.join(' '),
  }
}
