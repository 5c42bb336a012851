import { Hono } from 'hono'
import * as z from 'zod'
import { draftArtwork } from '../../domain/drafts/draft-artwork.ts'
import { draftInput } from '../../domain/drafts/schemas.ts'
import { createScene } from '../../domain/scenes/create-scene.ts'
import { deleteScene } from '../../domain/scenes/delete-scene.ts'
import { getCheckedScene } from '../../domain/scenes/get-scene.ts'
import { importScenes } from '../../domain/scenes/import-scenes.ts'
import { listScenes } from '../../domain/scenes/list-scenes.ts'
import { importRequest, newScene, sceneChange, sceneQuery } from '../../domain/scenes/schemas.ts'
import { updateScene } from '../../domain/scenes/update-scene.ts'
import { refreshWhenOld } from '../../domain/templates/refresh-templates.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { draftAnswer, presentDraft } from './present-draft.ts'
import { presentScene, sceneAnswer } from './present-scene.ts'

const NOT_FOUND = 'Scene not found'

const failure = z.strictObject({
  index: z.int(),
  template_id: z.string(),
  error: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
})
const answersImport = answers(
  { success: z.literal(true), scenes: z.array(sceneAnswer), failed: z.array(failure) },
  201,
)

export const scenesApi = new Hono<HubEnv>()
  .get('/', query(sceneQuery), answersList('scenes', sceneAnswer), async (c) => {
    const page = await listScenes(c.var.ctx, c.req.valid('query'))
    refreshWhenOld(c.var.ctx, page.rows[0]?.read)
    return respondList(c, 'scenes', page, page.rows.map(presentScene))
  })
  .post('/', body(newScene), answersChange('scene', sceneAnswer, 201), async (c) => {
    const { ctx, workId } = c.var
    const { id } = await createScene(ctx, c.req.valid('json'), workId)
    const scene = await getCheckedScene(ctx, id)
    c.set('version', scene.version)
    return c.json({ success: true, scene: presentScene(scene) }, 201)
  })
  .post('/draft', body(draftInput), answers(draftAnswer), async (c) => {
    return c.json(presentDraft(await draftArtwork(c.var.ctx, c.req.valid('json'))))
  })
  .post('/import', body(importRequest), answersImport, async (c) => {
    const { ctx, workId } = c.var
    const { scenes, failed } = await importScenes(ctx, c.req.valid('json').items, workId)
    const named = failed.map(({ errors, ...rest }) => ({
      ...rest,
      errors: errors.map((one) => ({ ...one, pointer: `/items/${rest.index}${one.pointer}` })),
    }))
    return c.json({ success: true, scenes: scenes.map(presentScene), failed: named }, 201)
  })
  .get('/:id', answers({ scene: sceneAnswer }), async (c) => {
    const scene = await getCheckedScene(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', scene.version)
    return c.json({ scene: presentScene(scene) })
  })
  .patch('/:id', body(sceneChange), answersChange('scene', sceneAnswer), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    const read = () => getCheckedScene(ctx, id)
    await orCurrent(
      () => updateScene(ctx, id, c.req.valid('json'), { version }),
      async () => ({ scene: presentScene(await read()) }),
    )
    const scene = await read()
    c.set('version', scene.version)
    return c.json({ success: true, scene: presentScene(scene) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    await deleteScene(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true })
  })
