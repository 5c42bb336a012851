import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { FITS } from '../../domain/scenes/schemas.ts'
import { uuid } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { typedScene } from './scene-form.ts'
import { showScenes } from './show-scenes.tsx'

const chosen = z.object({
  draft_asset: uuid.optional().catch(undefined),
  from: uuid.optional().catch(undefined),
  use_fit: z.enum(FITS).optional().catch(undefined),
})

/** The scene form again with the draft of what is typed: nothing is saved, and nothing spent. */
export const sceneDraftPages = new Hono<HubEnv>()
  .post('/draft', limitForm, (c) => showDraft(c))
  .post('/:id/draft', limitForm, (c) => showDraft(c, idParam(c, 'Scene not found')))

async function showDraft(c: HonoContext<HubEnv>, id?: string): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const { draft_asset: artworkId, from, use_fit } = chosen.parse(body)
  const { workId, version } = formIdentity(body)
  const typed = typedScene(body)
  // The form's select has no value of its own for it: it is the one that is used anyway.
  if (use_fit) typed.values.fit = use_fit === 'contain' ? '' : use_fit
  return showScenes(c, { id, version, workId, from, ...typed, artworkId }, 200)
}
