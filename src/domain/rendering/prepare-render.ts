import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { Asset } from '../../db/schema/catalogue.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import type { DynamicMockups } from '../../integrations/dynamic-mockups/create-client.ts'
import type {
  ArtworkSource,
  RenderRequest,
} from '../../integrations/dynamic-mockups/create-render.ts'
import { findAsset } from '../assets/find-asset.ts'
import { placementOf } from '../pictures/placement.ts'
import { attemptIdOf, type Recipe, readRecipe } from '../pictures/recipe.ts'
import { smartObjectsOf } from '../templates/scene-health.ts'
import { findWaiting, type Waiting, wantedNow } from './load-job.ts'
import type { Preparation } from './render-one.ts'
import { moveOn } from './start-again.ts'

const DEFAULT_FRAME_WIDTH_PIXELS = 800
// Twice the frame keeps the print sharp in a picture 2,000 px wide, and small enough to send.
const ARTWORK_PER_FRAME = 2
/** Of frames up to half as wide: one copy of an artwork serves them all. */
const SHARED_COPY_PIXELS = 2_000
// The vendor fetches it at once; an hour covers a slow queue on its side.
const ARTWORK_LINK_SECONDS = 3_600
const TOLD_TO_WAIT_MS = 10_000

/**
 * Gets everything of a render ready before the paid call. First whether it is still wanted: those
 * whose artwork or scene has changed since move to the picture of now, and where nobody is left
 * nothing is paid. Then the template's smart object by its uuid, and the artwork, as a signed link
 * where the vendor can reach this hub, else as a file.
 */
export async function prepareRender(
  ctx: Context,
  picture: Picture,
  vendor: DynamicMockups,
  { isFurtherAttempt }: { isFurtherAttempt: boolean },
): Promise<Preparation> {
  const waiting = await findWaiting(ctx, picture.id)
  const [fitting, ...more] = waiting.filter((one) => fits(one, picture))
  if (!fitting) return 'changed'
  const moved = waiting.filter((one) => one !== fitting && !more.includes(one))
  if (moved.length > 0) await moveOn(ctx, moved, 'moved')
  try {
    return { ready: await prepare(ctx, picture, vendor, fitting, isFurtherAttempt) }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return toPreparation(cause)
  }
}

function fits(one: Waiting, picture: Picture): boolean {
  const wanted = wantedNow(one)
  return wanted?.asset_hash === picture.asset_hash && wanted.recipe === picture.recipe
}

async function prepare(
  ctx: Context,
  picture: Picture,
  vendor: DynamicMockups,
  { asset, scene }: Waiting,
  isFurtherAttempt: boolean,
) {
  const recipe = readRecipe(picture.recipe)
  // One after the other: a Worker has six connections, and several renders share them.
  const smartObject = await findSmartObject(vendor, recipe, isFurtherAttempt)
  const placement = placementOf(recipe, smartObject.size, asset)
  const frame = scene?.config.default_size?.width ?? DEFAULT_FRAME_WIDTH_PIXELS
  const request: RenderRequest = {
    templateId: recipe.template,
    smartObjectId: smartObject.uuid,
    artwork: await readArtwork(ctx, asset, frame),
    ...placement,
    label: attemptIdOf(picture),
    widthPixels: recipe.width,
  }
  return { call: () => vendor.createRender(request) }
}

function toPreparation(cause: AppError): Preparation {
  switch (cause.code) {
    case 'unavailable':
      return 'unreachable'
    case 'rate_limited':
      return { waitMs: (cause.retryAfterSeconds ?? 0) * 1_000 || TOLD_TO_WAIT_MS }
    case 'forbidden':
      return { denied: vendorError(cause) }
    case 'conflict':
      return 'changed'
    default:
      return { failure: { code: 'vendor', ...vendorError(cause), retry: 'by_hand' } }
  }
}

const vendorExtra = z.object({ error_status: z.int().optional() })

/** What the vendor said of a template, with its HTTP status where it gave one. */
function vendorError({ message, code, extra }: AppError) {
  const { error_status: status } = vendorExtra.parse(extra)
  return { message, status, vendorCode: status === undefined ? undefined : code.toUpperCase() }
}

/**
 * The vendor takes smart objects by uuid only; ours are named. A template that does not fit, or a
 * further attempt, is asked for as it is now: somebody may have fixed it.
 * @throws AppError invalid for none, or two, of that name
 */
async function findSmartObject(vendor: DynamicMockups, recipe: Recipe, fresh: boolean) {
  const { template, smart_object: name } = recipe
  const find = async (options: { fresh: boolean }) => {
    const { smart_objects } = await vendor.getTemplate(template, options)
    const layers = smart_objects.map((each) => ({ ...each, id: each.uuid }))
    const found = smartObjectsOf(layers, name)
    return { smart_objects, found }
  }
  let { smart_objects, found } = await find({ fresh })
  if (found.length !== 1 && !fresh) ({ smart_objects, found } = await find({ fresh: true }))
  const [only] = found
  if (only && found.length === 1) return only
  const has = smart_objects.map((each) => each.name).join(', ') || 'none'
  const problem = only ? `has several smart objects named ${name}` : `has no smart object ${name}`
  throw new AppError('invalid', `The template ${template} ${problem}. It has: ${has}.`)
}

async function readArtwork(ctx: Context, asset: Asset, frame: number): Promise<ArtworkSource> {
  if (ctx.config.publicUrl.startsWith('https://')) {
    const url = await ctx.files.link(asset.file_key, { seconds: ARTWORK_LINK_SECONDS })
    return { kind: 'link', url }
  }
  const width = Math.max(frame * ARTWORK_PER_FRAME, SHARED_COPY_PIXELS)
  const isWide = asset.width > width
  const key = isWide ? await ctx.files.makeCopy(asset.file_key, width) : asset.file_key
  const object = await ctx.files.read(key)
  if (!object) throw await missingArtwork(ctx, asset)
  const bytes = new Uint8Array(await object.arrayBuffer())
  const image = ctx.files.sniff(bytes)
  if (!image) throw new AppError('invalid', 'The artwork file is damaged. Upload it again.')
  const name = `${asset.id}.${image.format === 'jpeg' ? 'jpg' : image.format}`
  return { kind: 'file', bytes, contentType: image.contentType, name }
}

/** The file is deleted when another replaces it: then the current picture is wanted. */
async function missingArtwork(ctx: Context, asset: Asset): Promise<AppError> {
  const now = await findAsset(ctx, asset.id)
  return now?.file_key === asset.file_key
    ? new AppError('not_found', 'The artwork file is missing. Upload it again.')
    : new AppError('conflict', 'The artwork was replaced while its render was being prepared.')
}
