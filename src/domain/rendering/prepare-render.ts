import type { Context } from '../../context.ts'
import type { SceneConfig } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import type { DynamicMockups } from '../../integrations/dynamic-mockups/create-client.ts'
import type {
  ArtworkSource,
  RenderRequest,
} from '../../integrations/dynamic-mockups/create-render.ts'
import { RENDER_WIDTH_PIXELS } from '../pictures/picture-key.ts'
import type { RenderJob } from './load-render-job.ts'
import type { Failure, Prepared } from './render-one.ts'

const DEFAULT_SMART_OBJECT = 'artwork'
const DEFAULT_FRAME_WIDTH_PIXELS = 800
// Twice the frame keeps the print sharp in a picture 2,000 px wide, and small enough to send.
const ARTWORK_PER_FRAME = 2
// The vendor fetches it at once; an hour covers a slow queue on its side.
const ARTWORK_LINK_SECONDS = 3_600

type Preparation = { ready: Prepared } | { failure: Failure } | { denied: string } | 'unreachable'

/**
 * Gets everything of a render ready before the paid call: the template's smart object by its uuid
 * and the artwork, as a signed link where the vendor can reach this hub, else as a file.
 */
export async function prepareRender(
  ctx: Context,
  job: RenderJob,
  vendor: DynamicMockups,
): Promise<Preparation> {
  try {
    const { dm_template_id, ...config } = job.mockup.scene_config
    // One after the other: a Worker has six connections, and five mockups share them.
    const name = config.smart_object ?? DEFAULT_SMART_OBJECT
    const smartObjectId = await findSmartObject(vendor, dm_template_id, name)
    const artwork = await readArtwork(ctx, job)
    const request: RenderRequest = {
      templateId: dm_template_id,
      smartObjectId,
      artwork,
      ...placementOf(config),
      label: job.mockup.id,
      widthPixels: RENDER_WIDTH_PIXELS,
    }
    return { ready: { call: () => vendor.createRender(request) } }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    if (cause.code === 'unavailable') return 'unreachable'
    if (cause.code === 'forbidden') return { denied: cause.message }
    return { failure: { code: 'vendor', message: cause.message, retry: 'by_hand' } }
  }
}

/** The vendor takes smart objects by uuid only; ours are named. None or two of a name: an error. */
async function findSmartObject(
  vendor: DynamicMockups,
  templateId: string,
  name: string,
): Promise<string> {
  const { smart_objects } = await vendor.getTemplate(templateId)
  const matching = smart_objects.filter((each) => each.name === name || each.uuid === name)
  const [only] = matching
  if (only && matching.length === 1) return only.uuid
  const has = smart_objects.map((each) => each.name).join(', ') || 'none'
  const problem = only ? `has several smart objects named ${name}` : `has no smart object ${name}`
  throw new AppError('invalid', `The template ${templateId} ${problem}. It has: ${has}.`)
}

async function readArtwork(ctx: Context, { asset, mockup }: RenderJob): Promise<ArtworkSource> {
  if (ctx.config.publicUrl.startsWith('https://')) {
    const url = await ctx.files.link(asset.file_key, { seconds: ARTWORK_LINK_SECONDS })
    return { kind: 'link', url }
  }
  const frame = mockup.scene_config.default_size?.width ?? DEFAULT_FRAME_WIDTH_PIXELS
  const key = await ctx.files.makeCopy(asset.file_key, frame * ARTWORK_PER_FRAME)
  const object = await ctx.files.read(key)
  if (!object) throw new AppError('not_found', 'The artwork file is missing. Upload it again.')
  const bytes = new Uint8Array(await object.arrayBuffer())
  const picture = ctx.files.sniff(bytes)
  if (!picture) throw new AppError('invalid', 'The artwork file is damaged. Upload it again.')
  const name = `${asset.id}.${picture.format === 'jpeg' ? 'jpg' : picture.format}`
  return { kind: 'file', bytes, contentType: picture.contentType, name }
}

/** Our names to the vendor's: `fill` is its `stretch`, and fit gives way to size and position. */
function placementOf(
  config: SceneConfig,
): Pick<RenderRequest, 'fit' | 'size' | 'position' | 'rotationDegrees'> {
  const { fit, size, position, rotation } = config
  return {
    fit: fit === 'fill' ? 'stretch' : fit,
    size,
    position: position && { top: Math.round(position.y), left: Math.round(position.x) },
    rotationDegrees: rotation,
  }
}
