import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { getCredits } from '../../domain/credits/get-credits.ts'
import { MOVES, moveArtwork } from '../../domain/drafts/move-artwork.ts'
import {
  draftPlacement,
  type OpenPlacement,
  openPlacement,
} from '../../domain/drafts/open-placement.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { regenerateMockup } from '../../domain/runs/regenerate-mockups.ts'
import { placementConfig } from '../../domain/scenes/schemas.ts'
import { AppError } from '../../errors.ts'
import { derivedId, newId, uuid } from '../../ids.ts'
import { PLACEMENT_FIELDS, type PlacementValues } from '../../views/mockups/placement-form.tsx'
import { PlacementPage } from '../../views/mockups/placement-page.tsx'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import { mockupWords, placementWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { linkPicture, linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { pictureDecision } from './decision-toast.ts'
import { findPlace } from './mockup-place.ts'
import { nameMockup } from './name-mockup.ts'
import { areaHref, templatePicture } from './read-scene-draft.ts'
import { placementInput, placementValues, sceneErrors } from './scene-form.ts'
import { sceneNames } from './scene-names.ts'

type Typed = {
  values: PlacementValues
  groupId?: string | undefined
  errors?: Record<string, string>
  refusal?: string
  status?: 200 | 400 | 409
}

const asked = z.object({
  group_id: uuid.optional().catch(undefined),
  move: z.enum(MOVES).optional().catch(undefined),
  reset: z.literal('true').optional().catch(undefined),
})

/** The form as its mockup is placed, or as it is typed; nothing is spent. */
export async function showPlacement(
  c: HonoContext<HubEnv>,
  id: string,
  typed?: Typed,
): Promise<Response> {
  const { ctx } = c.var
  const [opened, place, names, { remaining_annual }] = await Promise.all([
    openPlacement(ctx, id),
    findPlace(c, id),
    sceneNames(ctx),
    getCredits(ctx),
  ])
  const { mockup, picture, asset } = opened.view
  if (!isDecidable(mockup.status)) return c.redirect(place.urlOf(id), 303)
  const values = typed?.values ?? placementValues(mockup.placement ?? {})
  const { result, layerId, corners } = draftOf(opened, values)
  const templateId = opened.scene?.dm_template_id ?? ''
  const scene = sceneLabel(names, mockup.scene)
  const [src, artwork] = await Promise.all([
    linkPicture(ctx, picture.file_key),
    linkThumbnail(ctx, asset),
  ])
  const alt = mockupWords.name(asset.title, scene)
  return c.html(
    <PlacementPage
      frame={pageFrame(c)}
      view={opened.view}
      place={place}
      scene={scene}
      sceneConfig={opened.scene?.config ?? {}}
      picture={{ src, alt, width: picture.width, height: picture.height }}
      artwork={{ title: asset.title, picture: artwork ?? '' }}
      values={values}
      errors={typed?.errors}
      refusal={typed?.refusal}
      decided={pictureDecision(ctx, picture)}
      isPlaced={mockup.placement !== null}
      result={result}
      room={corners && { picture: templatePicture(templateId), corners }}
      areaHref={layerId && areaHref(templateId, layerId, place.urlOf(id, '/regenerate'))}
      problem={opened.problem}
      remaining={remaining_annual}
      groupId={typed?.groupId ?? newId()}
      now={ctx.clock.now()}
    />,
    typed?.status ?? 200,
  )
}

/** The form again with its draft: moved by a step, or as the scene has it. */
export async function draftOnPage(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const body = await c.req.parseBody()
  const { group_id: groupId, move, reset } = asked.parse(body)
  const values = reset ? {} : typedValues(body)
  if (!move) return showPlacement(c, id, { values, groupId })
  const { result } = draftOf(await openPlacement(c.var.ctx, id), values)
  const moved = 'problem' in result ? values : placementValues(moveArtwork(result, move))
  return showPlacement(c, id, { values: moved, groupId })
}

/** Renders it again as it is placed in the form; of a list that is reviewed the next one follows. */
export async function renderPlaced(
  c: HonoContext<HubEnv>,
  id: string,
  body: Record<string, unknown>,
): Promise<Response> {
  const { ctx } = c.var
  const { group_id: groupId = newId() } = asked.parse(body)
  const values = typedValues(body)
  const { data, error } = readPlacement(values)
  if (error)
    return showPlacement(c, id, { values, groupId, errors: sceneErrors(error), status: 400 })
  const [place, { name }] = await Promise.all([findPlace(c, id), nameMockup(c, id)])
  try {
    // Sent again with another placement from a page that was gone back to, it is other work.
    const workId = await derivedId(groupId, JSON.stringify(data.config))
    const { taskId } = await regenerateMockup(ctx, id, workId, data.config)
    const run = `/runs/${taskId}`
    const toast = { tone: 'sage', text: words.started(name) } as const
    if (place.list !== 'review') return redirectWith(c, run, toast)
    const link = { href: run, label: words.seeRun }
    return redirectWith(c, place.next ?? place.back, { ...toast, link })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const shown = { values, groupId, refusal: cause.detail }
    if (cause.code === 'conflict') return showPlacement(c, id, { ...shown, status: 409 })
    if (!REFUSED.has(cause.code)) throw cause
    return showPlacement(c, id, { ...shown, status: 400 })
  }
}

const REFUSED: ReadonlySet<string> = new Set(['invalid', 'insufficient_credits', 'not_configured'])

function typedValues(body: Record<string, unknown>): PlacementValues {
  return Object.fromEntries(
    PLACEMENT_FIELDS.flatMap((name) => {
      const value = body[name]
      return typeof value === 'string' ? [[name, value.trim()]] : []
    }),
  )
}

const form = z.object({ config: placementConfig })

function readPlacement(values: PlacementValues) {
  return form.safeParse({ config: placementInput(values) })
}

function draftOf(opened: OpenPlacement, values: PlacementValues) {
  const { data, error } = readPlacement(values)
  if (data) return draftPlacement(opened, data.config)
  const [problem = ''] = Object.values(sceneErrors(error))
  return { result: { problem }, layerId: undefined, corners: undefined }
}
