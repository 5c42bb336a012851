import { Hono } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { SceneTemplate } from '../../db/schema/mockups.ts'
import { autopilotAnswer, autopilotRequest } from '../../domain/autopilot/schemas.ts'
import { setSceneAutopilot } from '../../domain/autopilot/set-scene-autopilot.ts'
import { draftArtwork } from '../../domain/drafts/draft-artwork.ts'
import { draftInput } from '../../domain/drafts/schemas.ts'
import { checkScene } from '../../domain/scenes/checked-scene.ts'
import { createScene } from '../../domain/scenes/create-scene.ts'
import { deleteScene } from '../../domain/scenes/delete-scene.ts'
import { getCheckedScene } from '../../domain/scenes/get-scene.ts'
import { importScenes } from '../../domain/scenes/import-scenes.ts'
import { listScenes } from '../../domain/scenes/list-scenes.ts'
import { importRequest, newScene, sceneChange, sceneQuery } from '../../domain/scenes/schemas.ts'
import { updateScene } from '../../domain/scenes/update-scene.ts'
import { refreshWhenOld } from '../../domain/templates/refresh-templates.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { draftAnswer, presentDraft } from './present-draft.ts'
import { presentAutopilot, presentScene, sceneAnswer } from './present-scene.ts'

const NOT_FOUND = 'Scene not found'

const failure = z.strictObject({
  index: z.int(),
  template_id: z.string(),
  error: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
})
const shape = { scene: sceneAnswer }
const imported = { scenes: z.array(sceneAnswer), failed: z.array(failure) }
const answersImport = answersTrial(imported, imported, 201)
const answersCreated = answersTrial(shape, shape, 201)
const answersChanged = answersTrial(shape)
const answersAutopilot = answersChange('autopilot', autopilotAnswer)
const answersDeleted = answersTrial({}, shape)

export const scenesApi = new Hono<HubEnv>()
  .get('/', query(sceneQuery), answersList('scenes', sceneAnswer), async (c) => {
    const page = await listScenes(c.var.ctx, c.req.valid('query'))
    refreshWhenOld(c.var.ctx, page.rows[0]?.read)
    return respondList(c, 'scenes', page, page.rows.map(presentScene))
  })
  .post('/', query(dryRunQuery), body(newScene), answersCreated, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const scene = await createScene(ctx, c.req.valid('json'), workId, { dryRun })
    return respondChange(c, { dryRun, ...scene }, await present(ctx, scene), 201)
  })
  .post('/draft', body(draftInput), answers(draftAnswer), async (c) => {
    return c.json(presentDraft(await draftArtwork(c.var.ctx, c.req.valid('json'))))
  })
  .post('/import', query(dryRunQuery), body(importRequest), answersImport, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const { items } = c.req.valid('json')
    const { scenes, failed } = await importScenes(ctx, items, workId, { dryRun })
    const named = failed.map(({ errors, ...rest }) => ({
      ...rest,
      errors: errors.map((one) => ({ ...one, pointer: `/items/${rest.index}${one.pointer}` })),
    }))
    return respondChange(c, { dryRun }, { scenes: scenes.map(presentScene), failed: named }, 201)
  })
  .put('/:key/autopilot', body(autopilotRequest), answersAutopilot, async (c) => {
    const { ctx } = c.var
    const row = await setSceneAutopilot(ctx, c.req.param('key'), c.req.valid('json'))
    return c.json({ success: true, autopilot: presentAutopilot(row) })
  })
  .get('/:id', answers({ scene: sceneAnswer }), async (c) => {
    const scene = await getCheckedScene(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', scene.version)
    return c.json({ scene: presentScene(scene) })
  })
  .patch('/:id', query(dryRunQuery), body(sceneChange), answersChanged, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const scene = await orCurrent(
      () => updateScene(ctx, id, c.req.valid('json'), { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun, ...scene }, await present(ctx, scene))
  })
  .delete('/:id', query(dryRunQuery), answersDeleted, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const scene = await orCurrent(
      () => deleteScene(ctx, id, { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun }, dryRun ? await present(ctx, scene) : {})
  })

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, id: string) {
  return { scene: presentScene(await getCheckedScene(ctx, id)) }
}

async function present(ctx: Context, scene: SceneTemplate) {
  return { scene: presentScene(await checkScene(ctx, scene)) }
}
