import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import { newId } from '../../ids.ts'
import type { ShownArtwork } from '../../views/generate/artwork-picker.tsx'
import type { Choice } from '../../views/generate/choice.ts'
import { GeneratePage } from '../../views/generate/generate-page.tsx'
import type { PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import type { Applied } from './apply-kit.ts'
import { picturedScenes } from './pictured-scenes.ts'
import { readGenerate } from './read-generate.ts'

/** How the form of a scene ended that was opened from here. */
const DONE: Record<string, PageNotice> = {
  saved: { tone: 'sage', text: 'The scene is saved. What you chose here is as it was.' },
  replaced: {
    tone: 'sage',
    text: 'Saved as a scene of yours, used instead of the system’s. What you chose is as it was.',
  },
}

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
  const { chosen, applied, ...read } = await readGenerate(ctx, sent)
  const { choice, kit, isGone } = applied
  const refused = refusalOf(shown, applied)
  const known = new Set(chosen.map((asset) => asset.id))
  const [chosenShown, othersShown] = await Promise.all([
    Promise.all(chosen.map((asset) => toShown(ctx, asset))),
    Promise.all(
      read.artworks.rows.filter(({ id }) => !known.has(id)).map((row) => toShown(ctx, row)),
    ),
  ])
  return c.html(
    <GeneratePage
      frame={frameOf(c, DONE)}
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
      drafts={read.drafts}
      quote={{ ...read.quote, ...(refused.error ? { error: refused.error } : {}) }}
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

async function toShown(ctx: Context, asset: Asset): Promise<ShownArtwork> {
  const { id, title, width, height, collection } = asset
  return { id, title, width, height, collection, picture: await linkThumbnail(ctx, asset) }
}
