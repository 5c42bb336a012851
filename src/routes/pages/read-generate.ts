import type { Context } from '../../context.ts'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { assetQuery } from '../../domain/assets/schemas.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { type Credits, getCredits } from '../../domain/credits/get-credits.ts'
import { draftScene } from '../../domain/drafts/draft-scene.ts'
import { findPreviewAreas } from '../../domain/drafts/find-preview-areas.ts'
import { hasDynamicMockupsKey } from '../../domain/integrations/get-dynamic-mockups-key.ts'
import { listAllKits } from '../../domain/kits/list-kits.ts'
import { type DetailedQuote, quoteRun } from '../../domain/runs/quote-run.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { listActiveScenes, withNamedScenes } from '../../domain/scenes/list-active-scenes.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { AppError } from '../../errors.ts'
import { PAGE_COUNTED_ROWS } from '../../paging.ts'
import type { DraftsSectionProps } from '../../views/drafts/drafts-section.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import { linkThumbnail, templateThumbnail } from '../respond/link-pictures.ts'
import { applyKit } from './apply-kit.ts'

const PAGE_ROWS = 24
const MAX_DRAFTS = 5

/**
 * What the page of generating shows of a choice. The database is asked twice: for all that there
 * is, and for the pictures and areas of what is chosen of it.
 */
export async function readGenerate(ctx: Context, sent: Choice) {
  const [kits, found, listed, artworks, all, credits, hasKey] = await Promise.all([
    listAllKits(ctx),
    findChosenAssets(ctx, sent.asset),
    listActiveScenes(ctx, sent.scene_search),
    listArtworks(ctx, sent),
    listCollections(ctx),
    sent.asset.length > 0 ? getCredits(ctx) : undefined,
    hasDynamicMockupsKey(ctx),
  ])
  const chosen = found.filter(({ status }) => status === 'active')
  const archived = found.filter(({ status }) => status === 'archived')
  const applied = applyKit(withoutAssets(sent, archived), kits, chosen, listed.scenes)
  const collections = distinct(chosen.flatMap(({ collection }) => collection ?? []))
  const asked = { keys: applied.choice.scene, collections }
  const { scenes: named, isCut } = await withNamedScenes(ctx, listed, asked, sent.scene_search)
  const recommended = recommendedOf(named, collections)
  const scenes = inOrder(named, recommended)
  const known = { assets: chosen, scenes, credits }
  const [quote, drafts] = await Promise.all([
    tryQuote(ctx, applied.choice, known),
    readDrafts(ctx, applied.choice, known),
  ])
  return {
    kits,
    chosen,
    archived,
    scenes,
    recommended,
    isCut,
    artworks,
    collections: all,
    hasKey,
    applied,
    quote,
    drafts,
  }
}

function withoutAssets(choice: Choice, left: readonly Asset[]): Choice {
  const ids = new Set(left.map(({ id }) => id))
  return { ...choice, asset: choice.asset.filter((id) => !ids.has(id)) }
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)]
}

/** The keys of scenes that are meant for any of these collections. */
function recommendedOf(
  scenes: readonly CheckedScene[],
  collections: readonly string[],
): ReadonlySet<string> {
  const suiting = scenes.filter(({ recommended_collections }) =>
    recommended_collections.some((key) => collections.includes(key)),
  )
  return new Set(suiting.map(({ scene_key }) => scene_key))
}

/** What can be rendered comes first, and of it what is recommended; else by name, as they are. */
function inOrder(scenes: readonly CheckedScene[], recommended: ReadonlySet<string>) {
  const rank = (scene: CheckedScene) =>
    isUsable(scene) ? Number(!recommended.has(scene.scene_key)) : 2
  return scenes.toSorted((one, other) => rank(one) - rank(other))
}

type Known = { assets: Asset[]; scenes: CheckedScene[]; credits: Credits | undefined }

function listArtworks(ctx: Context, choice: Choice) {
  const { cursor, before } = choice
  const query = { ...artworkQuery(choice), limit: PAGE_ROWS, cursor, before }
  return listAssets(ctx, { ...query, counted: PAGE_COUNTED_ROWS })
}

/** What the artworks are filtered by. An archived one cannot be chosen. */
export function artworkQuery({ search, collection, mockups }: Choice) {
  const without_mockups = mockups === 'none' ? 'true' : undefined
  return assetQuery.parse({ status: 'active', search, collection, without_mockups })
}

async function tryQuote(
  ctx: Context,
  { asset: asset_ids, scene: scenes, regenerate }: Choice,
  { credits, ...known }: Known,
): Promise<Partial<DetailedQuote> & { error?: string }> {
  if (!credits || scenes.length === 0 || asset_ids.length === 0) return {}
  try {
    const request = { asset_ids, scenes, regenerate }
    return await quoteRun(ctx, request, { ...known, credits })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return { error: cause.detail }
  }
}

/** Of the first artwork in the first scenes that can be rendered. */
async function readDrafts(ctx: Context, choice: Choice, known: Known): Promise<DraftsSectionProps> {
  const [artwork] = known.assets
  if (!artwork) return { drafts: [], more: 0 }
  const ticked = known.scenes.filter(
    (scene) => isUsable(scene) && choice.scene.includes(scene.scene_key),
  )
  const scenes = ticked.slice(0, MAX_DRAFTS)
  const [areas, picture] = await Promise.all([
    findPreviewAreas(
      ctx,
      scenes.map((scene) => scene.dm_template_id),
    ),
    linkThumbnail(ctx, artwork),
  ])
  const drafts = scenes.flatMap((scene, index) => {
    const { result, corners } = draftScene(scene, artwork, areas)
    if ('problem' in result) return []
    const room = templateThumbnail(scene)
    return {
      id: `draft-${index}`,
      draft: result,
      artwork: { title: artwork.title, picture: picture ?? '' },
      scene: scene.name,
      room: corners && room ? { picture: room, corners } : undefined,
      sceneKey: scene.scene_key,
      config: scene.config,
    }
  })
  return { drafts, more: ticked.length - drafts.length }
}
