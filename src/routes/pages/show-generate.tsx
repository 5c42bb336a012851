import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import type { Kit } from '../../domain/kits/get-kit.ts'
import type { PairOutcome } from '../../domain/runs/quote-run.ts'
import { MAX_ASSETS_PER_FORM } from '../../domain/runs/schemas.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { newId } from '../../ids.ts'
import type { ShownArtwork } from '../../views/generate/artwork-picker.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import { GeneratePage } from '../../views/generate/generate-page.tsx'
import type { ShownOutcome } from '../../views/generate/pairs-preview.tsx'
import type { QuoteBarProps } from '../../views/generate/quote-bar.tsx'
import { generateWords } from '../../views/generate/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import type { Applied } from './apply-kit.ts'
import { nameChoice } from './generate-choice.ts'
import { picturedScenes } from './pictured-scenes.ts'
import { readGenerate } from './read-generate.ts'

export type Shown = {
  status?: 200 | 400 | 404 | 409
  /** The work id that was sent and has started nothing. */
  groupId?: string
  /** Shown at the button, and at what it is about. */
  error?: string
  errors?: { asset?: string; scene?: string }
  /** Other scenes were ticked than those of the kit that was sent. */
  isKitUnseen?: true
  /** The button was pressed before the cost of this choice was seen. */
  confirm?: QuoteBarProps['confirm']
}

/** The page of generating with everything that is chosen, and what it would cost. */
export async function showGenerate(
  c: HonoContext<HubEnv>,
  sent: Choice,
  shown: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  const { chosen, applied, ...read } = await readGenerate(ctx, sent)
  const { choice, kit, isGone } = applied
  const refused = refusalOf(shown, applied)
  const known = new Set(chosen.map((asset) => asset.id))
  const scene = choice.scene.filter((key) => isSentBack(key, read.scenes, kit))
  const quotedFor = read.quote.quote && (await nameChoice({ ...choice, asset: [...known], scene }))
  const [chosenShown, listedShown, pairs] = await Promise.all([
    Promise.all(chosen.map((asset) => toShown(ctx, asset))),
    Promise.all(read.artworks.rows.map((row) => toShown(ctx, row))),
    read.quote.quote && linkPairs(ctx, read.quote.outcomes ?? []),
  ])
  return c.html(
    <GeneratePage
      frame={pageFrame(c)}
      groupId={shown.groupId ?? newId()}
      artworks={{
        choice: { ...choice, asset: [...known] },
        chosen: chosenShown,
        archived: read.archived,
        listed: listedShown,
        found: read.artworks,
        most: MAX_ASSETS_PER_FORM,
        collections: read.collections,
        error: shown.errors?.asset,
      }}
      scenes={{
        scenes: picturedScenes(read.scenes),
        isCut: read.isCut,
        search: choice.scene_search,
        ticked: choice.scene,
        kits: { choice, all: read.kits, kit, isGone },
        recommended: read.recommended,
        error: refused.scene,
      }}
      hasKey={read.hasKey}
      drafts={read.drafts}
      pairs={
        read.quote.quote &&
        pairs && {
          quote: read.quote.quote,
          outcomes: pairs,
          artworks: chosenShown,
          scenes: read.scenes.filter(({ scene_key }) => choice.scene.includes(scene_key)),
          isRegenerated: choice.regenerate,
        }
      }
      quote={{
        quote: read.quote.quote,
        error: read.quote.error,
        quotedFor,
        confirm: shown.confirm,
        ...(refused.error ? { error: refused.error } : {}),
      }}
    />,
    shown.status ?? (shown.confirm && (refused.error || read.quote.error) ? 400 : 200),
  )
}

/** Whether the page's form names a chosen scene again: those that cannot be ticked it does not. */
function isSentBack(key: string, scenes: readonly CheckedScene[], kit: Kit | undefined): boolean {
  const offered = scenes.find((scene) => scene.scene_key === key)
  if (offered) return isUsable(offered)
  return kit?.scenes.some((scene) => scene.scene_key === key) ?? false
}

/** What is said of a refusal: a kit that has ticked its scenes just now has to be seen first. */
function refusalOf(
  { error, errors, isKitUnseen, confirm }: Shown,
  { kit, isNew, isGone }: Applied,
): { error?: string; scene?: string } {
  if (kit && isNew && (isKitUnseen || errors?.scene)) {
    return { error: generateWords.kitUnseen(kit.name) }
  }
  if (isGone && (error || isKitUnseen || confirm)) {
    return { error: generateWords.kitGoneRefusal }
  }
  return { error, scene: errors?.scene }
}

function linkPairs(ctx: Context, outcomes: readonly PairOutcome[]): Promise<ShownOutcome[]> {
  return Promise.all(
    outcomes.map(async ({ picture, ...outcome }) => ({
      ...outcome,
      decision: picture?.decision,
      thumbnail: picture ? await linkThumbnail(ctx, picture) : null,
    })),
  )
}

async function toShown(ctx: Context, asset: Asset): Promise<ShownArtwork> {
  const { id, title, width, height, collection } = asset
  return { id, title, width, height, collection, picture: await linkThumbnail(ctx, asset) }
}
