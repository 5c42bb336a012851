import type { Context } from '../../context.ts'
import type { DraftedScene } from '../../domain/drafts/draft-artwork.ts'
import { draftScene } from '../../domain/drafts/draft-scene.ts'
import { findPreviewAreas, type PreviewArea } from '../../domain/drafts/find-preview-areas.ts'
import { type DraftArtwork, listDraftArtworks } from '../../domain/drafts/list-draft-artworks.ts'
import { sceneChange } from '../../domain/scenes/schemas.ts'
import { findTemplate } from '../../domain/templates/find-template.ts'
import {
  listTemplateChoices,
  type TemplateChoices,
} from '../../domain/templates/list-template-choices.ts'
import { healthOf } from '../../domain/templates/scene-health.ts'
import type { SceneDraftProps } from '../../views/drafts/scene-draft.tsx'
import { draftWords } from '../../views/drafts/words.ts'
import { SCENE_LABELS } from '../../views/scenes/scene-labels.ts'
import type { TemplateChoice } from '../../views/scenes/template-field.tsx'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { offer } from './choices.ts'
import { sceneErrors, sceneInput, type Typed } from './scene-form.ts'

/** Its draft shows the newest artwork unless another is chosen. */
export type DraftedForm = Typed & {
  id?: string | undefined
  artworkId?: string | undefined
  /** What its templates are searched for. */
  templateSearch?: string | undefined
  /** The page that shows the form. */
  href: string
}

/** The draft of a scene form as it is typed, and the template that is chosen in it. */
export async function sceneDraft(
  ctx: Context,
  form: DraftedForm,
): Promise<{ draft: SceneDraftProps; templates: TemplateChoice }> {
  const templateId = templateIdOf(form)
  const [artworks, template, areas, choices] = await Promise.all([
    listDraftArtworks(ctx, form.artworkId ? [form.artworkId] : []),
    findTemplate(ctx, templateId),
    findPreviewAreas(ctx, [templateId]),
    listTemplateChoices(ctx, form.templateSearch),
  ])
  const formaction = form.id ? `/scenes/${form.id}/draft` : '/scenes/draft'
  const { layerId, ...draft } = await formDraft(ctx, form, { template, artworks, areas })
  return {
    draft: {
      ...draft,
      id: 'scene-draft',
      scope: 'scene',
      formaction,
      areaHref: layerId && areaHref(templateId, layerId, form.href),
    },
    templates: {
      ...templateChoice(form, template, choices),
      search: form.templateSearch,
      href: form.href,
      formaction,
    },
  }
}

function templateChoice(
  form: Typed,
  template: Awaited<ReturnType<typeof findTemplate>>,
  { rows, isCut, read }: TemplateChoices,
): Pick<TemplateChoice, 'offered' | 'isCut' | 'chosen'> {
  const isListed = template && template.gone_at === null
  const offered = isListed ? offer([template], rows) : rows
  const id = templateIdOf(form)
  if (!id || !read?.read_at) return { offered, isCut, chosen: undefined }
  const config = { smart_object: form.values.smart_object?.trim() || undefined }
  const health = healthOf({ is_system: false, dm_template_id: id, config }, template, read)
  const picture = template ? templatePicture(id) : null
  return { offered, isCut, chosen: { ...health, name: template?.name ?? id, picture } }
}

/** What a draft is made of besides what is typed. */
type Basis = {
  template: DraftedScene['template']
  artworks: readonly DraftArtwork[]
  areas: readonly PreviewArea[]
}

/** The same of what is read already, but for its place on the page. */
export async function formDraft(
  ctx: Context,
  form: Omit<DraftedForm, 'href'>,
  { template, artworks, areas }: Basis,
) {
  const chosen = artworks.find(({ id }) => id === form.artworkId) ?? artworks[0]
  const typed = sceneChange.safeParse({ config: sceneInput(form).config })
  const config = typed.data?.config ?? {}
  const shown = {
    scene: form.values.name?.trim() || draftWords.newScene,
    artworks,
    artwork: chosen && { ...chosen, picture: (await linkThumbnail(ctx, chosen)) ?? '' },
    config,
    layerId: undefined,
  }
  if (typed.error) return { ...shown, result: { problem: problemOf(sceneErrors(typed.error)) } }
  if (!chosen) return { ...shown, result: { problem: draftWords.noArtwork } }
  const scene = { dm_template_id: templateIdOf(form), config, template }
  const { corners, layerId, result } = draftScene(scene, chosen, areas)
  const room = corners && { picture: templatePicture(scene.dm_template_id), corners }
  return { ...shown, result, layerId, room }
}

export function templatePicture(templateId: string): string {
  return `/templates/${encodeURIComponent(templateId)}/thumbnail`
}

function templateIdOf({ values }: Typed): string {
  return values.dm_template_id?.trim() ?? ''
}

/** The page that draws where a smart object is on its template's picture. */
export function areaHref(templateId: string, layer: string, back: string): string {
  return `/templates/${encodeURIComponent(templateId)}/area?${new URLSearchParams({ layer, back })}`
}

function problemOf(errors: Record<string, string>): string {
  const [[name, message] = ['', '']] = Object.entries(errors)
  const label = Object.entries(SCENE_LABELS).find(([field]) => field === name)?.[1]
  return label ? `${label}: ${message}` : message
}
