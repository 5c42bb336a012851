import { Hono } from 'hono'
import { createScene } from '../../domain/scenes/create-scene.ts'
import { deleteScene } from '../../domain/scenes/delete-scene.ts'
import { getScene } from '../../domain/scenes/get-scene.ts'
import { listScenes } from '../../domain/scenes/list-scenes.ts'
import { newScene, sceneChange, sceneQuery } from '../../domain/scenes/schemas.ts'
import { updateScene } from '../../domain/scenes/update-scene.ts'
import type { HubEnv } from '../hub-env.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { withoutOwner } from './without-owner.ts'

const NOT_FOUND = 'Scene not found'

export const scenesApi = new Hono<HubEnv>()
  .get('/', query(sceneQuery), async (c) => {
    const page = await listScenes(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'scenes', page, page.rows.map(withoutOwner))
  })
  .post('/', body(newScene), async (c) => {
    const scene = await createScene(c.var.ctx, c.req.valid('json'), c.var.workId)
    c.set('version', scene.version)
    return c.json({ success: true, scene: withoutOwner(scene) }, 201)
  })
  .get('/:id', async (c) => {
    const scene = await getScene(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', scene.version)
    return c.json({ scene: withoutOwner(scene) })
  })
  .patch('/:id', body(sceneChange), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    const scene = await orCurrent(
      () => updateScene(ctx, id, c.req.valid('json'), { version }),
      async () => ({ scene: withoutOwner(await getScene(ctx, id)) }),
    )
    c.set('version', scene.version)
    return c.json({ success: true, scene: withoutOwner(scene) })
  })
  .delete('/:id', async (c) => {
    await deleteScene(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true })
  })
