import { Hono, type Context as HonoContext } from 'hono'
import { changedFields } from '../../changed-fields.ts'
import { createKit } from '../../domain/kits/create-kit.ts'
import { deleteKit } from '../../domain/kits/delete-kit.ts'
import { getKit } from '../../domain/kits/get-kit.ts'
import { newKit } from '../../domain/kits/schemas.ts'
import { updateKit } from '../../domain/kits/update-kit.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { searchText } from '../../paging.ts'
import { kitsUrl } from '../../views/kits/kits-url.ts'
import { kitWords as words } from '../../views/kits/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { kitInput, typedValues } from './kit-form.ts'
import { kitsPosition, showKits } from './show-kits.tsx'

const NOT_FOUND = words.notFound

export const kitsPages = new Hono<HubEnv>()
  .get('/', openForm('add'), (c) => showKits(c))
  .post('/', limitForm, (c) => addKit(c))
  .get('/scenes', (c) => c.redirect('/kits', 303))
  .post('/scenes', limitForm, (c) => searchScenes(c))
  .get('/:id/scenes', (c) => c.redirect(`/kits?edit=${idParam(c, NOT_FOUND)}`, 303))
  .post('/:id', limitForm, (c) => saveKit(c, idParam(c, NOT_FOUND)))
  .post('/:id/scenes', limitForm, (c) => searchScenes(c, idParam(c, NOT_FOUND)))
  .post('/:id/delete', limitForm, async (c) => {
    const { name } = await deleteKit(c.var.ctx, idParam(c, NOT_FOUND))
    return back(c, words.deleted(name))
  })

/** The form again with everything that was typed, and other scenes to choose from. */
async function searchScenes(c: HonoContext<HubEnv>, id?: string): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const search = searchText.catch('').parse(body.scene_search)
  return showKits(c, { id, search, ...formIdentity(body), values: typedValues(body) }, 200)
}

async function addKit(c: HonoContext<HubEnv>): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const { workId } = formIdentity(body)
  const values = typedValues(body)
  const input = newKit.safeParse(kitInput(values))
  if (!input.success) return showKits(c, { workId, values, errors: fieldErrors(input.error) })
  try {
    const kit = await createKit(c.var.ctx, input.data, workId)
    if (changedFields(kit, input.data).length > 0) {
      const another = await derivedId(workId, 'another')
      return showKits(c, { workId: another, values, conflict: { kind: 'exists', now: kit } })
    }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    if (cause.code === 'invalid')
      return showKits(c, { workId, values, errors: ofCollection(cause) })
    if (cause.code !== 'conflict') throw cause
    return showKits(c, { workId, values, errors: { name: cause.message } }, 409)
  }
  return back(c, words.added(input.data.name))
}

async function saveKit(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const { ctx } = c.var
  const body = await c.req.parseBody({ all: true })
  const { version } = formIdentity(body)
  const values = typedValues(body)
  const stored = await getKit(ctx, id)
  const input = newKit.safeParse(kitInput(values, stored))
  if (!input.success) return showKits(c, { id, version, values, errors: fieldErrors(input.error) })
  try {
    await updateKit(ctx, id, input.data, { version })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    if (cause.code === 'invalid')
      return showKits(c, { id, version, values, errors: ofCollection(cause) })
    if (cause.code !== 'precondition_failed') throw cause
    const now = await getKit(ctx, id)
    return showKits(c, { id, values, conflict: { kind: 'changed', now } })
  }
  return back(c, words.saved(input.data.name))
}

function back(c: HonoContext<HubEnv>, text: string): Response {
  return redirectWith(c, kitsUrl(kitsPosition(c)), { tone: 'sage', text })
}

/** A collection that was deleted while the form was open. */
function ofCollection({ errors, message }: AppError): Record<string, string> {
  return { default_for: errors[0]?.message ?? message }
}
