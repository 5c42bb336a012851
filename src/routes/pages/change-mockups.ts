import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { discardEnded } from '../../domain/mockups/delete-mockups.ts'
import { downloadMockups } from '../../domain/mockups/download-mockups.ts'
import { nameMockups } from '../../domain/mockups/name-mockups.ts'
import { restoreDeletion } from '../../domain/mockups/restore-mockups.ts'
import { MAX_IMAGES } from '../../domain/products/schemas.ts'
import { AppError } from '../../errors.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { urlWith } from '../../views/components/url-with.ts'
import { GALLERY_PART } from '../../views/mockups/gallery-bar.tsx'
import { mockupsUrl, renderSeveralUrl } from '../../views/mockups/mockups-url.ts'
import { mockupWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { zipAnswer } from '../respond/zip.ts'
import { chosenMockups } from './chosen-mockups.ts'
import { mockupFilters } from './mockup-filters.ts'

/** Those with a picture. */
const CAN_BE_RESTORED: ReadonlySet<string> = new Set(['completed', 'approved', 'rejected'])

/** Whatever is selected in the gallery, or back to it with the reason why it cannot be taken. */
async function withChosen(
  c: HonoContext<HubEnv>,
  act: (ids: string[], back: string) => Promise<Response> | Response,
): Promise<Response> {
  const back = mockupsUrl(mockupFilters(c))
  const { ids, refusal } = await chosenMockups(c, await c.req.parseBody({ all: true }))
  return refusal ? redirectWith(c, back, refusal) : act(ids, back)
}

/** Deletes what has ended of what is selected: it can be restored at once, or for thirty days. */
export function deleteChosen(c: HonoContext<HubEnv>): Promise<Response> {
  return withChosen(c, async (ids, back) => {
    const { ctx } = c.var
    const atMs = ctx.clock.now()
    const named = await nameMockups(ctx, ids)
    try {
      const { deleted, skipped } = await discardEnded(ctx, ids, { atMs })
      const values = { at: String(atMs), back }
      const undo = { action: '/mockups/restore', values, part: GALLERY_PART }
      const canBeRestored = deleted > 0 && named.some(({ status }) => CAN_BE_RESTORED.has(status))
      const toast = doneWith(
        deleted > 0 && words.done.deletedMany(deleted),
        skipped > 0 && words.done.notDeleted(skipped),
      )
      return redirectWith(c, back, { ...toast, ...(canBeRestored ? { undo } : {}) })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return redirectWith(c, back, { tone: 'amber', text: cause.message })
    }
  })
}

/** The last that a date can be. */
const MAX_TIME_MS = 8.64e15

const deletion = z.object({
  at: z.coerce.number().pipe(z.int().min(0).max(MAX_TIME_MS)),
  back: z.string().catch(''),
})

/** Restores what one press deleted. */
export async function restoreChosen(c: HonoContext<HubEnv>): Promise<Response> {
  const asked = deletion.safeParse(await c.req.parseBody())
  const restored = asked.success ? await restoreDeletion(c.var.ctx, asked.data.at) : []
  const to = asked.success && asked.data.back ? localPath(asked.data.back) : '/mockups'
  return redirectWith(
    c,
    to,
    restored.length > 0
      ? { tone: 'sage', text: words.done.restoredMany(restored.length) }
      : { tone: 'amber', text: words.done.notRestored },
  )
}

/** One ZIP of what is selected. */
export function downloadChosen(c: HonoContext<HubEnv>): Promise<Response> {
  return withChosen(c, async (ids, back) => {
    try {
      return zipAnswer(await downloadMockups(c.var.ctx, ids))
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'not_found') throw cause
      return redirectWith(c, back, { tone: 'amber', text: words.done.nothingToDownload })
    }
  })
}

/** The form of a new product with what of it is approved; of one artwork it begins with that. */
export function useChosen(c: HonoContext<HubEnv>): Promise<Response> {
  return withChosen(c, async (ids, back) => {
    const named = await nameMockups(c.var.ctx, ids)
    const approved = named.filter(({ status }) => status === 'approved')
    const [first] = approved
    if (!first) return redirectWith(c, back, { tone: 'amber', text: words.done.noneApproved })
    if (approved.length > MAX_IMAGES) {
      const text = words.done.tooManyPictures(MAX_IMAGES)
      return redirectWith(c, back, { tone: 'amber', text })
    }
    const isOfOne = approved.every(({ asset_id }) => asset_id === first.asset_id)
    const to = urlWith('/products/new', {
      asset: isOfOne ? first.asset_id : undefined,
      pictures: approved.map(({ id }) => id).join(','),
    })
    const without = ids.length - approved.length
    if (without === 0) return c.redirect(to, 303)
    return redirectWith(c, to, { tone: 'amber', text: words.done.notApproved(without) })
  })
}

/** On to the page that says what rendering it again costs. */
export function askToRender(c: HonoContext<HubEnv>): Promise<Response> {
  return withChosen(c, (ids) => c.redirect(renderSeveralUrl(ids), 303))
}

function doneWith(...sentences: (string | false)[]): ToastProps {
  const [done, others] = sentences
  const text = sentences.filter(Boolean).join(' ')
  return { tone: done && !others ? 'sage' : 'amber', text }
}
