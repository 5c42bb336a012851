import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { assetQuery } from '../../domain/assets/schemas.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { draftScenes } from '../../domain/drafts/draft-scenes.ts'
import { listAllKits } from '../../domain/kits/list-kits.ts'
import { quoteRun } from '../../domain/runs/quote-run.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { PAGE_COUNTED_ROWS } from '../../paging.ts'
import type { DraftsSectionProps } from '../../views/drafts/drafts-section.tsx'
import type { ShownArtwork } from '../../views/generate/artwork-picker.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import { GeneratePage } from '../../views/generate/generate-page.tsx'
import type { QuoteBarProps } from '../../views/generate/quote-bar.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail, templateThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import { type Applied, applyKit } from './apply-kit.ts'
import { listScenesShown } from './list-scenes-shown.ts'

const PAGE_ROWS = 36
const MAX_DRAFTS = 5

export type Shown = {
  status?: 200 | 400 | 404 | 409
  /** The work id that was sent and has started nothing. */
  groupId?: string
  /** Shown at the button, and at what it is about. */
  error?: string
  errors?: { asset?: string; scene?: string }
  /** Other scenes were ticked than those of the kit that was sent. */
  isKitUnseen?: true
}

/** The page of generating with everything that is chosen, and what it would cost. */
export async function showGenerate(
  c: HonoContext<HubEnv>,
  sent: Choice,
  shown: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  const read = Promise.all([listAllKits(ctx), findChosenAssets(ctx, sent.asset)])
  const applying = read.then(([kits, assets]) => applyKit(sent, kits, assets))
  const [[kits, chosen], applied, artworks, scenes, quote, collections] = await Promise.all([
    read,
    applying,
    listArtworks(ctx, sent),
    listScenesShown(ctx),
    applying.then(({ choice }) => tryQuote(ctx, choice)),
    listCollections(ctx),
  ])
  const { choice, kit, isGone } = applied
  const refused = refusalOf(shown, applied)
  const known = new Set(chosen.map((asset) => asset.id))
  const [chosenShown, othersShown] = await Promise.all([
    Promise.all(chosen.map((asset) => toShown(ctx, asset))),
    Promise.all(artworks.rows.filter(({ id }) => !known.has(id)).map((row) => toShown(ctx, row))),
  ])
  const [first] = chosenShown
  const ticked = scenes.filter((one) => choice.scene.includes(one.scene_key))
  return c.html(
    <GeneratePage
      frame={frameOf(c, {})}
      groupId={shown.groupId ?? newId()}
      artworks={{
        choice: { ...choice, asset: [...known] },
        chosen: chosenShown,
        others: othersShown,
        found: artworks,
        collections,
        error: shown.errors?.asset,
      }}
      scenes={{
        scenes,
        ticked: choice.scene,
        kits: { choice, all: kits, kit, isGone },
        collections: chosen.flatMap(({ collection }) => collection ?? []),
        error: refused.scene,
      }}
      drafts={first ? await readDrafts(ctx, first, ticked) : { drafts: [], more: 0 }}
      quote={{ ...quote, ...(refused.error ? { error: refused.error } : {}) }}
    />,
    shown.status ?? 200,
  )
}

/** What is said of a refusal: a kit that has ticked its scenes just now has to be seen first. */
function refusalOf(
  { error, errors, isKitUnseen }: Shown,
  { kit, isNew, isGone }: Applied,
): { error?: string; scene?: string } {
  if (kit && isNew && (isKitUnseen || errors?.scene)) {
    const sentence = `The scenes of “${kit.name}” are ticked now.`
    return { error: `${sentence} Look at them and press Generate again. Nothing was spent.` }
  }
  if (isGone && (error || isKitUnseen)) {
    return { error: 'The kit that you chose is not there any more. Nothing was spent.' }
  }
  return { error, scene: errors?.scene }
}

function listArtworks(ctx: Context, { search, collection, cursor, before }: Choice) {
  const query = { status: 'active', limit: PAGE_ROWS, search, collection, cursor, before }
  return listAssets(ctx, { ...assetQuery.parse(query), counted: PAGE_COUNTED_ROWS })
}

async function toShown(ctx: Context, asset: Asset): Promise<ShownArtwork> {
  const { id, title, width, height, collection } = asset
  return { id, title, width, height, collection, picture: await linkThumbnail(ctx, asset) }
}

/** Of the first artwork in the first scenes that can be rendered. */
async function readDrafts(
  ctx: Context,
  artwork: ShownArtwork,
  ticked: readonly CheckedScene[],
): Promise<DraftsSectionProps> {
  const scenes = ticked.filter(isUsable).slice(0, MAX_DRAFTS)
  const read = await draftScenes(ctx, scenes, artwork)
  const drafts = scenes.flatMap((scene, index) => {
    const { result, corners } = read[index] ?? {}
    if (!result || 'problem' in result) return []
    const picture = templateThumbnail(scene)
    return {
      id: `draft-${index}`,
      draft: result,
      artwork: { title: artwork.title, picture: artwork.picture ?? '' },
      scene: scene.name,
      room: corners && picture ? { picture, corners } : undefined,
    }
  })
  return { drafts, more: ticked.length - drafts.length }
}

async function tryQuote(
  ctx: Context,
  choice: Choice,
): Promise<Pick<QuoteBarProps, 'quote' | 'error'>> {
  if (choice.asset.length === 0 || choice.scene.length === 0) return {}
  try {
    const { asset: asset_ids, scene: scenes, regenerate } = choice
    return { quote: await quoteRun(ctx, { asset_ids, scenes, regenerate }) }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return { error: cause.detail }
  }
}
