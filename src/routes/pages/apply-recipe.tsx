import { Hono, type Context as HonoContext } from 'hono'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { assetQuery } from '../../domain/assets/schemas.ts'
import { applyRecipe } from '../../domain/recipes/apply-recipe.ts'
import { getRecipe } from '../../domain/recipes/get-recipe.ts'
import { listAllRecipes } from '../../domain/recipes/list-recipes.ts'
import { linesToMake, type PlannedLine, planLines } from '../../domain/recipes/plan-lines.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { MAX_SELECTED } from '../../selection.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { ShownLine } from '../../views/recipes/apply-line.tsx'
import { ApplyPage } from '../../views/recipes/apply-page.tsx'
import { applyWords as words } from '../../views/recipes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { type ApplyForm, askedForm, editsOf, readForm } from './apply-form.ts'

export const applyRecipePages = new Hono<HubEnv>()
  .get('/apply', (c) => showApply(c, askedForm(c.req.url)))
  .post('/apply', limitForm, async (c) => {
    const sent = await c.req.formData()
    const form = readForm(sent)
    return sent.has('create') && form.recipeId ? create(c, form, form.recipeId) : showApply(c, form)
  })

type Shown = {
  status?: 200 | 400 | 409
  toasts?: ToastProps[]
  /** A job that makes the others. */
  started?: { jobId: string; total: number }
}

async function showApply(
  c: HonoContext<HubEnv>,
  form: ApplyForm,
  { status = 200, toasts = [], started }: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  // Back finds this page in the browser's cache, with the same work: sent again, it makes nothing.
  c.header('cache-control', 'private, no-cache')
  const [recipes, known] = await Promise.all([
    listAllRecipes(ctx),
    findChosenAssets(ctx, form.assetIds),
  ])
  const recipe = recipes.find(({ id }) => id === form.recipeId) ?? recipes[0]
  const own = new Set(known.map(({ id }) => id))
  const assetIds = form.assetIds.filter((id) => own.has(id))
  const { edits, mistakes } = editsOf(form, recipe)
  const planned =
    recipe && assetIds.length > 0 ? await planLines(ctx, recipe, assetIds, ofThese(edits, own)) : []
  const lines = await Promise.all(
    planned.map(async (line): Promise<ShownLine> => {
      const { asset, images } = line
      const key = images[0]?.thumbnail_key ?? asset.thumbnail_key ?? asset.file_key
      return {
        line,
        typed: form.lines.get(asset.id),
        mistakes: mistakes.get(asset.id) ?? {},
        isOpen: form.open === asset.id,
        picture: await ctx.files.path(key),
      }
    }),
  )
  const page = (
    <ApplyPage
      frame={pageFrame(c, toasts)}
      workId={form.workId}
      recipes={recipes}
      recipe={recipe}
      lines={lines}
      assetIds={assetIds}
      offered={assetIds.length > 0 ? [] : await offerArtworks(c)}
      gone={form.assetIds.length - assetIds.length}
      most={form.isCut ? MAX_SELECTED : undefined}
      ready={linesToMake(planned).filter(({ asset }) => !mistakes.has(asset.id)).length}
      started={started}
    />
  )
  return c.html(page, status)
}

// Rows of four, three or two fill it.
const MAX_OFFERED = 48

async function offerArtworks({ var: { ctx } }: HonoContext<HubEnv>) {
  const query = assetQuery.parse({ status: 'active', limit: MAX_OFFERED })
  const { rows } = await listAssets(ctx, query)
  return Promise.all(
    rows.map(async ({ id, title, width, height, thumbnail_key, file_key }) => {
      return { id, title, width, height, picture: await ctx.files.path(thumbnail_key ?? file_key) }
    }),
  )
}

function ofThese<Value>(values: Readonly<Record<string, Value>>, ids: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}

/** Makes those that can be made; the others stay on the page, with all that was typed. */
async function create(
  c: HonoContext<HubEnv>,
  form: ApplyForm,
  recipeId: string,
): Promise<Response> {
  const { ctx } = c.var
  const [recipe, known] = await Promise.all([
    getRecipe(ctx, recipeId),
    findChosenAssets(ctx, form.assetIds),
  ])
  const { edits, mistakes } = editsOf(form, recipe)
  const own = new Set(known.map(({ id }) => id).filter((id) => !mistakes.has(id)))
  const asset_ids = form.assetIds.filter((id) => own.has(id))
  if (asset_ids.length === 0) return showApply(c, form, { status: 400 })
  try {
    const application = { asset_ids, edits: ofThese(edits, own) }
    const { lines, ...started } = await applyRecipe(ctx, recipeId, application, form.workId)
    const made = new Set(linesToMake(lines).map(({ asset }) => asset.id))
    const rest = form.assetIds.filter((id) => !made.has(id) && !isLeftOut(lines, id))
    if (rest.length > 0) {
      const workId = await derivedId(form.workId, 'rest')
      return showApply(c, { ...form, workId, assetIds: rest }, { started })
    }
    const text = words.started(started.total)
    return redirectWith(c, `/jobs/${started.jobId}`, { tone: 'sage', text })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const toasts: ToastProps[] = [{ tone: 'amber', text: cause.message }]
    if (cause.code === 'invalid') return showApply(c, form, { status: 400, toasts })
    if (cause.code !== 'conflict') throw cause
    // It was sent before, with other lines: pressed once more, these are made too.
    const workId = await derivedId(form.workId, 'another')
    return showApply(c, { ...form, workId }, { status: 409, toasts })
  }
}

function isLeftOut(lines: readonly PlannedLine[], id: string): boolean {
  return lines.some(({ asset, isLeftOut }) => asset.id === id && isLeftOut)
}
