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
import { quoteRun } from '../../domain/runs/quote-run.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { listActiveScenes, withNamedScenes } from '../../domain/scenes/list-active-scenes.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { AppError } from '../../errors.ts'
import { PAGE_COUNTED_ROWS } from '../../paging.ts'
import type { DraftsSectionProps } from '../../views/drafts/drafts-section.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import type { QuoteBarProps } from '../../views/generate/quote-bar.tsx'
import { linkThumbnail, templateThumbnail } from '../respond/link-pictures.ts'
import { applyKit } from './apply-kit.ts'

const PAGE_ROWS = 24
const MAX_DRAFTS = 5

/**
 * What the page of generating shows of a choice. The database is asked twice: for all that there
 * is, and for the pictures and areas of what is chosen of it.
 */
export async function readGenerate(ctx: Context, sent: Choice) {
  const [kits, chosen, listed, artworks, collections, credits, hasKey] = await Promise.all([
    listAllKits(ctx),
    findChosenAssets(ctx, sent.asset),
    listActiveScenes(ctx, sent.scene_search),
    listArtworks(ctx, sent),
    listCollections(ctx),
    sent.asset.length > 0 ? getCredits(ctx) : undefined,
    hasDynamicMockupsKey(ctx),
  ])
  const applied = applyKit(sent, kits, chosen, listed.scenes)
  const { scenes, isCut } = await withNamedScenes(ctx, listed, applied.choice.scene)
  const known = { assets: chosen, scenes, credits }
  const [quote, drafts] = await Promise.all([
    tryQuote(ctx, applied.choice, known),
    readDrafts(ctx, applied.choice, known),
  ])
  return { kits, chosen, scenes, isCut, artworks, collections, hasKey, applied, quote, drafts }
}

type Known = { assets: Asset[]; scenes: CheckedScene[]; credits: Credits | undefined }

function listArtworks(ctx: Context, { search, collection, cursor, before }: Choice) {
  const query = { status: 'active', limit: PAGE_ROWS, search, collection, cursor, before }
  return listAssets(ctx, { ...assetQuery.parse(query), counted: PAGE_COUNTED_ROWS })
}

async function tryQuote(
  ctx: Context,
  { asset: asset_ids, scene: scenes, regenerate }: Choice,
  { credits, ...known }: Known,
): Promise<Pick<QuoteBarProps, 'quote' | 'error'>> {
  if (!credits || scenes.length === 0) return {}
  try {
    const request = { asset_ids, scenes, regenerate }
    return { quote: await quoteRun(ctx, request, { ...known, credits }) }
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
