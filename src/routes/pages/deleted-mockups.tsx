import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { forgetDeleted } from '../../domain/mockups/forget-deleted.ts'
import { findDeletedMockup, listDeletedMockups } from '../../domain/mockups/list-deleted-mockups.ts'
import { restoreMockups } from '../../domain/mockups/restore-mockups.ts'
import { selectedIds } from '../../selection.ts'
import { DeletedPage } from '../../views/mockups/deleted-page.tsx'
import { mockupWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { nameOf } from './decision-toast.ts'
import { nameMockup } from './name-mockup.ts'
import { sceneNames } from './scene-names.ts'

const NOT_FOUND = 'Mockup not found'
const PAGE = '/mockups/deleted'

/** Mockups that were deleted, until thirty days are over. */
export const deletedMockupsPages = new Hono<HubEnv>()
  .get('/deleted', async (c) => {
    const { ctx } = c.var
    const [rows, names] = await Promise.all([listDeletedMockups(ctx), sceneNames(ctx)])
    const mockups = await Promise.all(
      rows.map(async (row) => ({ ...row, thumbnail: await linkThumbnail(ctx, row) })),
    )
    return c.html(
      <DeletedPage frame={pageFrame(c)} mockups={mockups} names={names} now={ctx.clock.now()} />,
    )
  })
  .post('/deleted', limitForm, (c) => changeDeleted(c))
  .post('/:id/restore', limitForm, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { back } = await c.req.parseBody()
    const [restored] = await restoreMockups(ctx, [id])
    if (!restored) return redirectWith(c, PAGE, { tone: 'amber', text: words.done.notRestored })
    const text = words.done.restored((await nameMockup(c, id)).name)
    const to = typeof back === 'string' ? localPath(back) : PAGE
    return redirectWith(c, to, { tone: 'sage', text })
  })
  .post('/:id/forget', limitForm, (c) => forget(c))

const chosen = z.object({
  id: z.preprocess((sent) => [sent ?? []].flat(), selectedIds),
  action: z.enum(['restore', 'forget']),
})

/** Restores what is selected, or deletes it for good. */
async function changeDeleted(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const asked = chosen.safeParse(await c.req.parseBody({ all: true }))
  if (!asked.success) return redirectWith(c, PAGE, { tone: 'amber', text: words.done.none })
  const { id: ids, action } = asked.data
  if (action === 'forget') {
    const n = await forgetDeleted(ctx, ids)
    const text = n > 0 ? words.done.deletedManyForGood(n) : words.done.notRestored
    return redirectWith(c, PAGE, { tone: n > 0 ? 'sage' : 'amber', text })
  }
  const { length: n } = await restoreMockups(ctx, ids)
  if (n === 0) return redirectWith(c, PAGE, { tone: 'amber', text: words.done.notRestored })
  const without = ids.length - n
  const gone = without > 0 ? ` ${words.done.goneMany(without)}` : ''
  const tone = without > 0 ? 'amber' : 'sage'
  return redirectWith(c, PAGE, { tone, text: `${words.done.restoredMany(n)}${gone}` })
}

async function forget(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const id = idParam(c, NOT_FOUND)
  const [found, names] = await Promise.all([findDeletedMockup(ctx, id), sceneNames(ctx)])
  if (!found) return redirectWith(c, PAGE, { tone: 'amber', text: words.done.notRestored })
  await forgetDeleted(ctx, [id])
  return redirectWith(c, PAGE, {
    tone: 'sage',
    text: words.done.deletedForGood(nameOf(found, names)),
  })
}
