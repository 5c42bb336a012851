import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'
import { findPreviewAreas, type PreviewArea } from '../../domain/drafts/find-preview-areas.ts'
import { type DraftArtwork, listDraftArtworks } from '../../domain/drafts/list-draft-artworks.ts'
import {
  type ImportBasis,
  readImportBasis,
  suggestKey,
  suggestLayer,
  withoutTemplate,
} from '../../domain/scenes/plan-import.ts'
import { MAX_IMPORTED } from '../../domain/scenes/schemas.ts'
import { newId } from '../../ids.ts'
import { ImportFormPage } from '../../views/scenes/import-form-page.tsx'
import { importWords as words } from '../../views/scenes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { templateThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { formDraft } from './read-scene-draft.ts'
import { sceneValues } from './scene-form.ts'
import type { TypedPart } from './scene-import-form.ts'
import { chosenTemplates, showTemplates } from './show-templates.tsx'

const MAX_NAME_CHARACTERS = 100

/** The form for the templates that the URL names, each with a sensible name and key. */
export async function showImportForm(c: HonoContext<HubEnv>): Promise<Response> {
  const ids = chosenTemplates(c)
  if (ids.length === 0) return showTemplates(c, words.chooseAtLeastOne)
  if (ids.length > MAX_IMPORTED) {
    return showTemplates(c, words.chooseAtMost(MAX_IMPORTED))
  }
  const form = await readForm(c.var.ctx, ids)
  const parts = suggestParts(ids, form.basis, c.req.query('for'))
  if (parts.length === 0) {
    return showTemplates(c, words.noneLeft)
  }
  return respond(c, form, { workId: c.req.query('add') ?? newId(), parts, status: 200 })
}

type Sent = {
  workId: string
  parts: TypedPart[]
  /** How many scenes were made of the others. */
  added?: number
  error?: string
  status: 200 | 400 | 409 | 503
}

/** The same with what was typed: it was refused, or its drafts are to be seen. Nothing is saved. */
export async function showTypedImport(c: HonoContext<HubEnv>, sent: Sent): Promise<Response> {
  const ids = sent.parts.flatMap(({ values }) => values.dm_template_id ?? [])
  if (ids.length === 0) return showTemplates(c, words.chooseAtLeastOne)
  return respond(c, await readForm(c.var.ctx, ids, sent.parts), sent)
}

type Form = {
  basis: ImportBasis
  offered: Collection[]
  artworks: DraftArtwork[]
  areas: PreviewArea[]
}

async function readForm(
  ctx: Context,
  ids: readonly string[],
  parts: readonly TypedPart[] = [],
): Promise<Form> {
  const chosen = parts.flatMap(({ artworkId }) => artworkId ?? [])
  const [basis, offered, artworks, areas] = await Promise.all([
    readImportBasis(ctx, ids),
    listCollections(ctx),
    listDraftArtworks(ctx, chosen),
    findPreviewAreas(ctx, ids),
  ])
  return { basis, offered, artworks, areas }
}

async function respond(
  c: HonoContext<HubEnv>,
  { basis: { templates, scenes }, offered, ...drawn }: Form,
  { parts, status, ...shown }: Sent,
) {
  const chosen = new Set(parts.map((part) => part.replaces))
  const replaceable = scenes.filter((scene) => chosen.has(scene.scene_key))
  return c.html(
    <ImportFormPage
      frame={pageFrame(c)}
      {...shown}
      parts={
        await Promise.all(
          parts.map(async (part) => {
            const template = templates.get(part.values.dm_template_id ?? '') ?? null
            const draft = await formDraft(c.var.ctx, part, { template, ...drawn })
            return { ...part, template, draft, picture: templateThumbnail({ template }) }
          }),
        )
      }
      replaceable={
        new Map(
          [...withoutTemplate(scenes), ...replaceable].map((one) => [one.scene_key, one.name]),
        )
      }
      offered={offered}
    />,
    status,
  )
}

/** Each part as it is first shown. The first comes in place of the scene that was asked for. */
function suggestParts(
  ids: readonly string[],
  { templates, scenes }: ImportBasis,
  key: string | undefined,
): TypedPart[] {
  const taken = new Set(scenes.map((scene) => scene.scene_key))
  const wanted = withoutTemplate(scenes).find((scene) => scene.scene_key === key)
  const found = ids.flatMap((id) => templates.get(id) ?? [])
  return found.map(({ id, name, layers }, index) => {
    const replaced = index === 0 ? wanted : undefined
    const scene_key = replaced?.scene_key ?? suggestKey(name, taken)
    taken.add(scene_key)
    const { values, collections } = replaced
      ? sceneValues(replaced)
      : { values: { name: name.slice(0, MAX_NAME_CHARACTERS) }, collections: [] }
    // The frame is that of the new template.
    const frame = { default_width: undefined, default_height: undefined }
    const smart_object = suggestLayer(layers)?.id
    const replaces = replaced?.scene_key ?? ''
    return {
      values: { ...values, ...frame, scene_key, dm_template_id: id, smart_object },
      collections,
      replaces,
      suggested: { name: values.name ?? '', replaces },
      errors: {},
    }
  })
}
