import { Hono, type Context as HonoContext } from 'hono'
import { listAssetIds } from '../../domain/assets/list-assets.ts'
import { requestRun } from '../../domain/runs/request-run.ts'
import {
  generateForm,
  MAX_ASSETS_PER_FORM,
  MAX_SCENES_PER_FORM,
} from '../../domain/runs/schemas.ts'
import { findScenes } from '../../domain/scenes/find-scenes.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { BY_HAND, type Choice, generateUrl } from '../../views/generate/choice.ts'
import { generateWords } from '../../views/generate/words.ts'
import { runWords } from '../../views/runs/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { nameChoice, sentChoice, sentInPlace, urlChoice } from './generate-choice.ts'
import { artworkQuery } from './read-generate.ts'
import { type Shown, showGenerate } from './show-generate.tsx'

export const generatePages = new Hono<HubEnv>()
  .get('/', (c) => showGenerate(c, urlChoice(c)))
  .post('/', limitForm, async (c) => {
    const { choice, groupId, quoted } = await sentChoice(c)
    const group_id = groupId ?? newId()
    if (isKitUnseen(choice)) {
      return showGenerate(c, choice, { status: 400, isKitUnseen: true, groupId })
    }
    const parsed = generateForm.safeParse({ ...requestOf(choice), group_id })
    if (!parsed.success) {
      const refusal = toRefusal(choice, fieldErrors(parsed.error))
      return showGenerate(c, choice, { ...refusal, groupId })
    }
    // Nothing is spent before its cost was shown: without a script that takes a press of its own.
    if (quoted !== (await nameChoice(choice))) {
      return showGenerate(c, choice, { groupId, confirm: quoted ? 'changed' : 'first' })
    }
    try {
      const runs = await requestRun(c.var.ctx, parsed.data)
      if (runs.length === 1) return c.redirect(`/runs/${group_id}`, 303)
      const mockups = runs.reduce((sum, { mockupsQueued }) => sum + mockupsQueued, 0)
      return redirectWith(c, '/runs', {
        tone: 'sage',
        text: runWords.splitUp(runs.length, mockups),
      })
    } catch (cause) {
      return showGenerate(c, choice, refused(cause))
    }
  })
  .post('/quote', limitForm, async (c) => {
    const { choice, groupId } = await sentChoice(c)
    return showGenerate(c, choice, { groupId })
  })
  .post('/fit', limitForm, async (c) => {
    const { choice, setFit } = await sentChoice(c)
    const [scene] = setFit ? await findScenes(c.var.ctx, [setFit.scene]) : []
    const url = scene && setFit ? sceneFormUrl(scene, setFit.fit, choice) : generateUrl(choice)
    return c.redirect(url, 303)
  })
  .post('/select', limitForm, async (c) => {
    const { choice, edit } = await sentInPlace(c)
    if (edit.select === 'matching') return selectMatching(c, choice)
    const asset = edit.select === 'none' ? [] : choice.asset.filter((id) => id !== edit.remove)
    return c.redirect(generateUrl({ ...choice, asset }), 303)
  })
  .post('/filter', limitForm, async (c) => {
    const { choice } = await sentChoice(c)
    return c.redirect(generateUrl(choice), 303)
  })

/** The newest that match, next to those that are selected already; as many as a form may have. */
async function selectMatching(c: HonoContext<HubEnv>, choice: Choice): Promise<Response> {
  const query = { ...artworkQuery(choice), limit: MAX_ASSETS_PER_FORM }
  const { ids, isCut } = await listAssetIds(c.var.ctx, query)
  const selected = new Set(choice.asset)
  const others = ids.filter((id) => !selected.has(id))
  const asset = [...choice.asset, ...others].slice(0, MAX_ASSETS_PER_FORM)
  const url = generateUrl({ ...choice, asset })
  // The page itself says how many are selected; what was left out it does not.
  if (!isCut && asset.length === choice.asset.length + others.length) return c.redirect(url, 303)
  const text = generateWords.selectedSome(asset.length, MAX_ASSETS_PER_FORM)
  return redirectWith(c, url, { tone: 'amber', text })
}

/** The form of a scene, or of a version of one's own of it, with this fit: saved by its Save. */
function sceneFormUrl(scene: { id: string; is_system: boolean }, fit: string, choice: Choice) {
  const form = scene.is_system ? { add: newId(), from: scene.id } : { edit: scene.id }
  const query = new URLSearchParams(Object.entries(form))
  query.set('use_fit', fit)
  // That of the draft: the newest of them comes first.
  const drafted = choice.asset.toSorted().at(-1)
  if (drafted) query.set('draft_asset', drafted)
  query.set('back', generateUrl(choice))
  return `/scenes?${query}`
}

/** Without a script a kit is chosen while other scenes are ticked: which of them was meant? */
function isKitUnseen({ kit, kit_shown, scene }: Choice): boolean {
  return kit !== undefined && kit !== BY_HAND && kit !== kit_shown && scene.length > 0
}

function requestOf({ asset: asset_ids, scene, kit, kit_shown, ...options }: Choice) {
  const { skip_approval, regenerate } = options
  const kit_id = kit === BY_HAND ? undefined : kit
  // A kit that has ticked its scenes is asked for by what is ticked of them.
  const scenes = scene.length > 0 || !kit_id || kit_id === kit_shown ? scene : undefined
  return { asset_ids, scenes, kit_id, skip_approval, regenerate }
}

/** What the page says of a refused request, with everything still chosen. */
function refused(cause: unknown): Shown {
  if (!(cause instanceof AppError)) throw cause
  switch (cause.code) {
    case 'insufficient_credits':
    case 'invalid':
    case 'not_configured':
      return { status: 400, error: cause.detail }
    case 'not_found':
      return {
        status: 404,
        error: `${cause.message}. ${generateWords.deleted}`,
      }
    case 'conflict':
      return { status: 409, error: cause.message }
    default:
      throw cause
  }
}

function toRefusal(choice: Choice, wrong: Record<string, string>): Shown {
  const asset = wrong.asset_ids && listError(choice.asset, 'artwork', MAX_ASSETS_PER_FORM)
  const scene = wrong.scenes && listError(choice.scene, 'scene', MAX_SCENES_PER_FORM)
  const sentences = [asset, scene].filter(Boolean).join('. ')
  return {
    status: 400,
    error: `${sentences}. ${generateWords.nothingSpent}`,
    errors: { asset, scene },
  }
}

function listError(chosen: readonly string[], noun: string, max: number): string {
  if (chosen.length === 0) return generateWords.selectOne(noun)
  return chosen.length > max ? generateWords.selectLess(noun, max) : generateWords.unreadable(noun)
}
