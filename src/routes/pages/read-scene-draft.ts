import type { Context } from '../../context.ts'
import { findAsset } from '../../domain/assets/find-asset.ts'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { draftScenes } from '../../domain/drafts/draft-scenes.ts'
import { sceneChange } from '../../domain/scenes/schemas.ts'
import { findTemplate } from '../../domain/templates/find-template.ts'
import type { SceneDraftProps } from '../../views/drafts/scene-draft.tsx'
import type { SceneFormProps } from '../../views/scenes/scene-form.tsx'
import { SCENE_LABELS } from '../../views/scenes/scene-labels.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { offer } from './choices.ts'
import { sceneErrors, sceneInput } from './scene-form.ts'

type Form = Pick<SceneFormProps, 'id' | 'values' | 'collections'> & {
  artworkId?: string | undefined
}

/** The draft of a scene form as it is typed, with the newest artwork unless another is chosen. */
export async function sceneDraft(ctx: Context, form: Form): Promise<SceneDraftProps> {
  const { id, values, artworkId } = form
  const templateId = values.dm_template_id?.trim() ?? ''
  const [{ artworks, artwork }, template] = await Promise.all([
    draftedArtwork(ctx, artworkId),
    findTemplate(ctx, templateId),
  ])
  const typed = sceneChange.safeParse({ config: sceneInput(form).config })
  const config = typed.data?.config ?? {}
  const shown = {
    formaction: id ? `/scenes/${id}/draft` : '/scenes/draft',
    scene: values.name?.trim() || 'New scene',
    artworks,
    artwork,
    config,
  }
  if (typed.error) return { ...shown, result: { problem: problemOf(sceneErrors(typed.error)) } }
  const scene = { dm_template_id: templateId, config, template }
  const [draft] = artwork ? await draftScenes(ctx, [scene], artwork) : []
  if (!draft) return { ...shown, result: { problem: 'There is no artwork yet.' } }
  const { corners, layerId, result } = draft
  return {
    ...shown,
    result,
    room: corners && { picture: templatePicture(templateId), corners },
    areaHref: layerId && areaHref(templateId, layerId, id),
  }
}

/** What drafts show: the artwork that is chosen, or the newest. */
export async function draftedArtwork(ctx: Context, artworkId?: string) {
  const choices = await listAssetChoices(ctx, { chosen: artworkId ? [artworkId] : [] })
  const artworks = offer([], choices)
  const [first] = artworks
  const asset = first && (await findAsset(ctx, first.id))
  if (!asset) return { artworks, artwork: undefined }
  const { id, title, width, height } = asset
  const picture = (await linkThumbnail(ctx, asset)) ?? ''
  return { artworks, artwork: { id, title, width, height, picture } }
}

export function templatePicture(templateId: string): string {
  return `/templates/${encodeURIComponent(templateId)}/thumbnail`
}

function areaHref(templateId: string, layer: string, sceneId: string | undefined): string {
  const back = sceneId ? `/scenes?edit=${sceneId}` : '/scenes'
  return `/templates/${encodeURIComponent(templateId)}/area?${new URLSearchParams({ layer, back })}`
}

function problemOf(errors: Record<string, string>): string {
  const [[name, message] = ['', '']] = Object.entries(errors)
  const label = Object.entries(SCENE_LABELS).find(([field]) => field === name)?.[1]
  return label ? `${label}: ${message}` : message
}
