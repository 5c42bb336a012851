import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import type { Kit } from '../../domain/kits/get-kit.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { newId } from '../../ids.ts'
import type { ShownArtwork } from '../../views/generate/artwork-picker.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import { GeneratePage } from '../../views/generate/generate-page.tsx'
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
  const [chosenShown, othersShown] = await Promise.all([
    Promise.all(chosen.map((asset) => toShown(ctx, asset))),
    Promise.all(
      read.artworks.rows.filter(({ id }) => !known.has(id)).map((row) => toShown(ctx, row)),
    ),
  ])
  return c.html(
    <GeneratePage
      frame={pageFrame(c)}
      groupId={shown.groupId ?? newId()}
      artworks={{
        choice: { ...choice, asset: [...known] },
        chosen: chosenShown,
        others: othersShown,
        found: read.artworks,
        collections: read.collections,
        error: shown.errors?.asset,
      }}
      scenes={{
        scenes: picturedScenes(read.scenes),
        isCut: read.isCut,
        search: choice.scene_search,
        ticked: choice.scene,
        kits: { choice, all: read.kits, kit, isGone },
        collections: chosen.flatMap(({ collection }) => collection ?? []),
        error: refused.scene,
      }}
      hasKey={read.hasKey}
      drafts={read.drafts}
      quote={{
        ...read.quote,
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

async function toShown(ctx: Context, asset: Asset): Promise<ShownArtwork> {
  const { id, title, width, height, collection } = asset
  return { id, title, width, height, collection, picture: await linkThumbnail(ctx, asset) }
}
