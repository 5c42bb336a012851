import { Hono, type Context as HonoContext } from 'hono'
import { copyScene } from '../../domain/scenes/copy-scene.ts'
import { createScene } from '../../domain/scenes/create-scene.ts'
import { deleteScene } from '../../domain/scenes/delete-scene.ts'
import { newScene, sceneChange } from '../../domain/scenes/schemas.ts'
import { updateScene } from '../../domain/scenes/update-scene.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { idParam } from '../respond/id-param.ts'
import { sceneErrors, sceneInput, typedScene } from './scene-form.ts'
import { showScenes } from './show-scenes.tsx'

const NOT_FOUND = 'Scene not found'

export const scenesPages = new Hono<HubEnv>()
  .get('/', (c) => showScenes(c))
  .post('/', limitForm, async (c) => {
    const typed = typedScene(await c.req.parseBody({ all: true }))
    const input = newScene.safeParse(sceneInput(typed))
    if (!input.success) return showScenes(c, { ...typed, errors: sceneErrors(input.error) })
    try {
      await createScene(c.var.ctx, input.data)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
      return showScenes(c, { ...typed, errors: { scene_key: cause.message } }, 409)
    }
    return c.redirect('/scenes?done=added', 303)
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const typed = typedScene(await c.req.parseBody({ all: true }))
    const input = sceneChange.safeParse(sceneInput(typed))
    if (!input.success) return showScenes(c, { id, ...typed, errors: sceneErrors(input.error) })
    await updateScene(c.var.ctx, id, input.data)
    return c.redirect('/scenes?done=saved', 303)
  })
  .post('/:id/copy', limitForm, async (c) => {
    const { id } = await copyScene(c.var.ctx, idParam(c, NOT_FOUND))
    return c.redirect(`/scenes?edit=${id}&done=copied`, 303)
  })
  .post('/:id/switch-off', limitForm, (c) => switchTo(c, false))
  .post('/:id/switch-on', limitForm, (c) => switchTo(c, true))
  .post('/:id/delete', limitForm, async (c) => {
    await deleteScene(c.var.ctx, idParam(c, NOT_FOUND))
    return c.redirect('/scenes?done=deleted', 303)
  })

async function switchTo(c: HonoContext<HubEnv>, is_active: boolean): Promise<Response> {
  await updateScene(c.var.ctx, idParam(c, NOT_FOUND), { is_active })
  return c.redirect(`/scenes?done=${is_active ? 'on' : 'off'}`, 303)
}
