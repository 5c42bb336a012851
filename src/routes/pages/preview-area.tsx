import { Hono, type Context as HonoContext } from 'hono'
import { localPath } from '../../domain/accounts/local-path.ts'
import { draftScene } from '../../domain/drafts/draft-scene.ts'
import { listDraftArtworks } from '../../domain/drafts/list-draft-artworks.ts'
import { type OpenArea, openPreviewArea } from '../../domain/drafts/open-preview-area.ts'
import { previewCorners } from '../../domain/drafts/schemas.ts'
import { setPreviewArea } from '../../domain/drafts/set-preview-area.ts'
import { AreaPage, type AreaPageProps } from '../../views/drafts/area-page.tsx'
import { areaWords as words } from '../../views/drafts/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { templatePicture } from './read-scene-draft.ts'

const SCENES = '/scenes'
const AXES = ['x', 'y'] as const
/** A frame in the middle of the picture, to begin with. */
const FIRST_CORNERS = [
  [0.35, 0.2],
  [0.65, 0.2],
  [0.65, 0.6],
  [0.35, 0.6],
] as const

/** Where the frame of a template is in its picture, which no answer of the vendor says. */
export const previewAreaPages = new Hono<HubEnv>()
  .get('/:id/area', (c) => showArea(c, { layer: c.req.query('layer'), back: c.req.query('back') }))
  .post('/:id/area', limitForm, async (c) => {
    const sent = await readSent(c)
    const typed = previewCorners.safeParse(
      FIRST_CORNERS.map((_, corner) => AXES.map((axis) => shareOf(sent.values, axis, corner))),
    )
    if (!typed.success) return showArea(c, { ...sent, errors: errorsOf(typed.error.issues) })
    const place = { template_id: c.req.param('id'), layer_id: sent.layer ?? '' }
    await setPreviewArea(c.var.ctx, place, typed.data)
    return redirectWith(c, areaUrl(c, sent), { tone: 'sage', text: words.saved })
  })
  .post('/:id/area/remove', limitForm, async (c) => {
    const sent = await readSent(c)
    const place = { template_id: c.req.param('id'), layer_id: sent.layer ?? '' }
    await setPreviewArea(c.var.ctx, place, null)
    return redirectWith(c, areaUrl(c, sent), { tone: 'sage', text: words.removed })
  })

type Sent = {
  layer: string | undefined
  back: string | undefined
  values?: Record<string, string>
  errors?: Record<string, string>
}

async function readSent(c: HonoContext<HubEnv>) {
  const body = await c.req.parseBody()
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') values[name] = value
  }
  return { layer: values.layer, back: values.back, values }
}

/** A share of the picture; what is no number at all is none, which no frame has. */
function shareOf(values: Record<string, string>, axis: string, corner: number): number {
  const text = values[`${axis}${corner + 1}`]?.trim().replace(',', '.')
  return text ? Number(text) / 100 : Number.NaN
}

function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]) {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) {
    const [corner, axis] = path.map(Number)
    const name = corner === undefined ? 'corners' : `${AXES[axis ?? 0]}${corner + 1}`
    errors[name] ??= corner === undefined ? message : 'Enter a number from 0 to 100'
  }
  return errors
}

function areaUrl(c: HonoContext<HubEnv>, { layer, back }: Sent): string {
  const query = new URLSearchParams()
  if (layer) query.set('layer', layer)
  if (back) query.set('back', back)
  return `/templates/${encodeURIComponent(c.req.param('id') ?? '')}/area?${query}`
}

async function showArea(c: HonoContext<HubEnv>, sent: Sent): Promise<Response> {
  const { ctx } = c.var
  const opened = await openPreviewArea(ctx, c.req.param('id') ?? '', sent.layer)
  const { template, layer, corners } = opened
  const back = sent.back ? localPath(sent.back) : SCENES
  return c.html(
    <AreaPage
      frame={pageFrame(c)}
      template={{ id: template.id, name: template.name, picture: templatePicture(template.id) }}
      layers={template.layers.map((one) => ({
        ...one,
        href: areaUrl(c, { layer: one.id, back }),
      }))}
      layer={layer}
      back={back}
      values={sent.values ?? valuesOf(corners ?? FIRST_CORNERS)}
      errors={sent.errors}
      isDrawn={corners !== undefined}
      draft={await areaDraft(c, opened)}
    />,
    sent.errors ? 400 : 200,
  )
}

function valuesOf(corners: readonly (readonly [number, number])[]): Record<string, string> {
  const entries = corners.flatMap((corner, index) =>
    AXES.map((axis, at) => [`${axis}${index + 1}`, String(percent(corner[at] ?? 0))] as const),
  )
  return Object.fromEntries(entries)
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10
}

/** The newest artwork in what is drawn. */
async function areaDraft(
  c: HonoContext<HubEnv>,
  { template, layer, corners }: OpenArea,
): Promise<AreaPageProps['draft']> {
  if (!corners) return undefined
  const [newest] = await listDraftArtworks(c.var.ctx, [])
  if (!newest) return undefined
  const config = { smart_object: layer.id }
  const { result } = draftScene({ dm_template_id: template.id, config, template }, newest, [])
  if ('problem' in result) return undefined
  const artwork = { ...newest, picture: (await linkThumbnail(c.var.ctx, newest)) ?? '' }
  const room = { picture: templatePicture(template.id), corners }
  return { id: 'draft', draft: result, artwork, scene: template.name, room }
}
