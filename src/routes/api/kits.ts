import { Hono } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { createKit } from '../../domain/kits/create-kit.ts'
import { deleteKit } from '../../domain/kits/delete-kit.ts'
import { findTakenDefaults } from '../../domain/kits/find-taken-defaults.ts'
import { findUsableScenes } from '../../domain/kits/find-usable-scenes.ts'
import { getKit, type Kit } from '../../domain/kits/get-kit.ts'
import { listKits } from '../../domain/kits/list-kits.ts'
import { kitAnswer, kitChange, kitQuery, newKit } from '../../domain/kits/schemas.ts'
import { updateKit } from '../../domain/kits/update-kit.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentKit, presentReadKit } from './present-kit.ts'

const NOT_FOUND = 'Kit not found'

const takenAnswer = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  default_for: z.array(z.string()),
})
const changed = { kit: kitAnswer }
/** `taken_from`: kits that cease to be the default of collections. */
const tried = { ...changed, taken_from: z.array(takenAnswer) }
const answersCreated = answersTrial(changed, tried, 201)
const answersChanged = answersTrial(changed, tried)
const answersDeleted = answersTrial({}, changed)

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
  .post('/', query(dryRunQuery), body(newKit), answersCreated, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const kit = await createKit(ctx, c.req.valid('json'), workId, { dryRun })
    return respondChange(c, { dryRun, ...kit }, await presentChange(ctx, kit, dryRun), 201)
  })
  .get('/:id', answers({ kit: kitAnswer }), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const [kit, usable] = await Promise.all([getKit(ctx, id), findUsableScenes(ctx, { id })])
    c.set('version', kit.version)
    return c.json({ kit: presentKit(kit, usable) })
  })
  .patch('/:id', query(dryRunQuery), body(kitChange), answersChanged, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const kit = await orCurrent(
      () => updateKit(ctx, id, c.req.valid('json'), { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun, ...kit }, await presentChange(ctx, kit, dryRun))
  })
  .delete('/:id', query(dryRunQuery), answersDeleted, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const kit = await orCurrent(
      () => deleteKit(ctx, id, { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun }, dryRun ? { kit: await presentReadKit(ctx, kit) } : {})
  })

async function presentChange(ctx: Context, kit: Kit, dryRun: boolean) {
  const shown = { kit: await presentReadKit(ctx, kit) }
  return dryRun ? { ...shown, taken_from: await findTakenDefaults(ctx, kit) } : shown
}

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, id: string) {
  return { kit: await presentReadKit(ctx, await getKit(ctx, id)) }
}
