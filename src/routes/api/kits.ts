import { Hono } from 'hono'
import type { Context } from '../../context.ts'
import { createKit } from '../../domain/kits/create-kit.ts'
import { deleteKit } from '../../domain/kits/delete-kit.ts'
import { findUsableScenes } from '../../domain/kits/find-usable-scenes.ts'
import { getKit } from '../../domain/kits/get-kit.ts'
import { listKits } from '../../domain/kits/list-kits.ts'
import { kitAnswer, kitChange, kitQuery, newKit } from '../../domain/kits/schemas.ts'
import { updateKit } from '../../domain/kits/update-kit.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentKit, presentReadKit } from './present-kit.ts'

const NOT_FOUND = 'Kit not found'

export const kitsApi = new Hono<HubEnv>()
  .get('/', query(kitQuery), answersList('kits', kitAnswer), async (c) => {
    const { ctx } = c.var
    const query = c.req.valid('query')
    const [page, usable] = await Promise.all([
      listKits(ctx, query),
      findUsableScenes(ctx, { page: query }),
    ])
    const rows = page.rows.map((kit) => presentKit(kit, usable))
    return respondList(c, 'kits', page, rows)
  })
  .post('/', body(newKit), answersChange('kit', kitAnswer, 201), async (c) => {
    const { ctx, workId } = c.var
    const kit = await createKit(ctx, c.req.valid('json'), workId)
    c.set('version', kit.version)
    return c.json({ success: true, kit: await presentReadKit(ctx, kit) }, 201)
  })
  .get('/:id', answers({ kit: kitAnswer }), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const [kit, usable] = await Promise.all([getKit(ctx, id), findUsableScenes(ctx, { id })])
    c.set('version', kit.version)
    return c.json({ kit: presentKit(kit, usable) })
  })
  .patch('/:id', body(kitChange), answersChange('kit', kitAnswer), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    const kit = await orCurrent(
      () => updateKit(ctx, id, c.req.valid('json'), { version }),
      () => readCurrent(ctx, id),
    )
    c.set('version', kit.version)
    return c.json({ success: true, kit: await presentReadKit(ctx, kit) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    await orCurrent(
      () => deleteKit(ctx, id, { version }),
      () => readCurrent(ctx, id),
    )
    return c.json({ success: true })
  })

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, id: string) {
  return { kit: await presentReadKit(ctx, await getKit(ctx, id)) }
}
