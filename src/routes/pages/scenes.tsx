import { Hono, type Context as HonoContext } from 'hono'
import { changedFields } from '../../changed-fields.ts'
import { createScene, sceneContent } from '../../domain/scenes/create-scene.ts'
import { deleteScene } from '../../domain/scenes/delete-scene.ts'
import { getOwnScene } from '../../domain/scenes/get-scene.ts'
import { newScene, sceneChange } from '../../domain/scenes/schemas.ts'
import { updateScene } from '../../domain/scenes/update-scene.ts'
import { refreshTemplates } from '../../domain/templates/refresh-templates.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { scenesUrl } from '../../views/scenes/scenes-url.ts'
import { sceneWords as words } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { readCarried, sceneErrors, sceneInput, shownAs, typedScene } from './scene-form.ts'
import { scenesPlace, showScenes } from './show-scenes.tsx'
import { SYNCED } from './vendor-account.ts'

const NOT_FOUND = words.notFound

export const scenesPages = new Hono<HubEnv>()
  .get('/', openForm('add'), (c) => showScenes(c))
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const { workId } = formIdentity(body)
    const { fit: _set, ...kept } = readCarried(body)
    const typed = { ...typedScene(body), ...kept }
    const input = newScene.safeParse(sceneInput(typed))
    if (!input.success) return showScenes(c, { workId, ...typed, errors: sceneErrors(input.error) })
    try {
      const scene = await createScene(c.var.ctx, input.data, workId)
      if (changedFields(scene, sceneContent(input.data)).length > 0) {
        const another = await derivedId(workId, 'another')
        const conflict = { kind: 'exists', now: shownAs(scene) } as const
        return showScenes(c, { workId: another, ...typed, conflict }, 409)
      }
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'conflict') {
        return showScenes(c, { workId, ...typed, errors: refusedFields(cause) })
      }
      return showScenes(c, { ...typed, errors: { scene_key: cause.message } }, 409)
    }
    const { name } = input.data
    return saved(c, kept.back, kept.from ? words.customized(name) : words.added(name))
  })
  .post('/check', limitForm, async (c) => {
    const end = await refreshTemplates(c.var.ctx)
    const { back } = await c.req.parseBody()
    return redirectWith(c, back === 'import' ? '/scenes/import' : '/scenes', SYNCED[end])
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const body = await c.req.parseBody({ all: true })
    const { version } = formIdentity(body)
    const { back, artworkId, templateSearch } = readCarried(body)
    const typed = { ...typedScene(body), back, artworkId, templateSearch }
    const { scene_key: _fixed, ...fields } = sceneInput(typed)
    const input = sceneChange.safeParse(fields)
    if (!input.success) {
      return showScenes(c, { id, version, ...typed, errors: sceneErrors(input.error) })
    }
    try {
      await updateScene(c.var.ctx, id, input.data, { version })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') {
        return showScenes(c, { id, version, ...typed, errors: refusedFields(cause) })
      }
      const now = shownAs(await getOwnScene(c.var.ctx, id))
      return showScenes(c, { id, ...typed, conflict: { kind: 'changed', now } }, 409)
    }
    return saved(c, back, words.saved(input.data.name ?? ''))
  })
  .post('/:id/switch-off', limitForm, (c) => switchTo(c, false))
  .post('/:id/switch-on', limitForm, (c) => switchTo(c, true))
  .post('/:id/delete', limitForm, async (c) => {
    const { name } = await deleteScene(c.var.ctx, idParam(c, NOT_FOUND))
    return saved(c, undefined, words.deleted(name))
  })

/** To the library, or to the page of generating with what was chosen there. */
function saved(c: HonoContext<HubEnv>, back: string | undefined, text: string): Response {
  return redirectWith(c, back ?? scenesUrl(scenesPlace(c)), { tone: 'sage', text })
}

async function switchTo(c: HonoContext<HubEnv>, is_active: boolean): Promise<Response> {
  const { name } = await updateScene(c.var.ctx, idParam(c, NOT_FOUND), { is_active })
  return saved(c, undefined, is_active ? words.turnedOn(name) : words.turnedOff(name))
}
