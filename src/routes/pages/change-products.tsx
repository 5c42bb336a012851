import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import {
  type Changed,
  MAX_CHANGED_PRODUCTS,
  type Refused,
} from '../../domain/publishing/change-several.ts'
import { deleteDrafts } from '../../domain/publishing/delete-drafts.ts'
import { uuid } from '../../ids.ts'
import { MATCHING } from '../../views/components/select-matching.tsx'
import type { ToastProps } from '../../views/components/toast.tsx'
import { BULK_TYPES } from '../../views/jobs/new-job-page.tsx'
import { listPathHere } from '../../views/products/product-path.ts'
import { bulkWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { readListFilters, showProducts } from './show-products.tsx'

const NAMED_TITLES = 12

const products = z.preprocess(
  (sent) => [sent ?? []].flat(),
  distinctList(uuid, { max: MAX_CHANGED_PRODUCTS }),
)
const bulkForm = z
  .object({
    action: z.enum([...BULK_TYPES, 'delete']),
    product: products,
    [MATCHING]: z.coerce.number<string>().int().min(1).optional().catch(undefined),
  })
  .refine(({ product, matching }) => product.length > 0 || matching !== undefined)

/**
 * Leads to the page that asks what to change of the selected products, or of all that match;
 * deletes drafts at once, and shows the list again, where it was.
 */
export async function changeProducts(c: HonoContext<HubEnv>): Promise<Response> {
  const sent = bulkForm.safeParse(await c.req.parseBody({ all: true }))
  if (!sent.success) return refuse(c)
  const { action, product, matching } = sent.data
  if (action !== 'delete') return c.redirect(newJobPath(c, action, product, matching), 303)
  // All that match may be more than those that are seen: drafts are deleted by name.
  if (product.length === 0) return refuse(c)
  const { changed, refused } = await deleteDrafts(c.var.ctx, product)
  const done = changed.length > 0 ? [doneToast(changed)] : []
  const [toast] = done
  if (toast && refused.length === 0) {
    return redirectWith(c, listPathHere(readListFilters(c)), toast)
  }
  const status = changed.length > 0 ? 200 : 409
  return showProducts(c, { toasts: [...done, refusedToast(refused)], status })
}

function refuse(c: HonoContext<HubEnv>): Promise<Response> {
  const toast = { tone: 'red', text: bulkWords.nothingSelected } as const
  return showProducts(c, { toasts: [toast], status: 400 })
}

function newJobPath(
  c: HonoContext<HubEnv>,
  type: string,
  ids: readonly string[],
  matching: number | undefined,
): string {
  const query = new URLSearchParams({ type })
  if (matching === undefined) {
    query.set('id', ids.join(','))
    return `/jobs/new?${query}`
  }
  query.set(MATCHING, String(matching))
  const { status, collection, search, check } = readListFilters(c)
  for (const [name, value] of Object.entries({ status, collection, search, check })) {
    if (value) query.set(name, value)
  }
  return `/jobs/new?${query}`
}

function doneToast(changed: Changed['changed']): ToastProps {
  const [only, another] = changed
  const text =
    only && !another ? bulkWords.deletedOne(only.title) : bulkWords.deleted(changed.length)
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
