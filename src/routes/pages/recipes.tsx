import { Hono, type Context as HonoContext } from 'hono'
import { changedFields } from '../../changed-fields.ts'
import { listAllKits } from '../../domain/kits/list-kits.ts'
import { loadPricing } from '../../domain/pricing/load-pricing.ts'
import { compareSizes } from '../../domain/pricing/size.ts'
import { createRecipe } from '../../domain/recipes/create-recipe.ts'
import { deleteRecipe } from '../../domain/recipes/delete-recipe.ts'
import { findSample } from '../../domain/recipes/find-sample.ts'
import { getRecipe } from '../../domain/recipes/get-recipe.ts'
import { listAllRecipes } from '../../domain/recipes/list-recipes.ts'
import { newRecipe } from '../../domain/recipes/schemas.ts'
import { updateRecipe } from '../../domain/recipes/update-recipe.ts'
import { AppError } from '../../errors.ts'
import { derivedId, newId } from '../../ids.ts'
import { RecipeFormPage, type RecipeFormProps } from '../../views/recipes/recipe-form-page.tsx'
import { RecipesPage } from '../../views/recipes/recipes-page.tsx'
import { recipeWords as words } from '../../views/recipes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { NO_VALUES, readBackTo, recipeInput, shownValues, typedValues } from './recipe-form.ts'

const NOT_FOUND = words.notFound

export const recipesPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const { ctx } = c.var
    const [recipes, kits] = await Promise.all([listAllRecipes(ctx), listAllKits(ctx)])
    const names = new Map(kits.map(({ id, name }) => [id, name]))
    return c.html(<RecipesPage frame={pageFrame(c)} recipes={recipes} kits={names} />)
  })
  .get('/new', (c) => {
    const backTo = readBackTo(c.req.query('back_to'))
    return showForm(c, { workId: newId(), values: NO_VALUES, backTo }, 200)
  })
  .get('/sample', (c) => c.redirect('/recipes/new', 303))
  .post('/', limitForm, (c) => addRecipe(c))
  .post('/sample', limitForm, (c) => showSample(c))
  .get('/:id', async (c) => {
    const recipe = await getRecipe(c.var.ctx, idParam(c, NOT_FOUND))
    const { id, version } = recipe
    const backTo = readBackTo(c.req.query('back_to'))
    return showForm(c, { id, version, workId: newId(), values: shownValues(recipe), backTo }, 200)
  })
  .get('/:id/sample', (c) => c.redirect(`/recipes/${idParam(c, NOT_FOUND)}`, 303))
  .post('/:id', limitForm, (c) => saveRecipe(c, idParam(c, NOT_FOUND)))
  .post('/:id/sample', limitForm, (c) => showSample(c, idParam(c, NOT_FOUND)))
  .post('/:id/delete', limitForm, async (c) => {
    const { name } = await deleteRecipe(c.var.ctx, idParam(c, NOT_FOUND))
    return redirectWith(c, '/recipes', { tone: 'sage', text: words.deleted(name) })
  })

type OpenForm = Omit<RecipeFormProps, 'frame' | 'sizes' | 'kits' | 'sample'>

async function showForm(
  c: HonoContext<HubEnv>,
  form: OpenForm,
  status: 200 | 400 | 404 | 409 = form.conflict ? 409 : 400,
): Promise<Response> {
  const { ctx } = c.var
  const [pricing, kits, sample] = await Promise.all([
    loadPricing(ctx),
    listAllKits(ctx),
    findSample(ctx),
  ])
  const sizes = new Set([...pricing.map(({ size }) => size), ...form.values.sizes])
  const page = (
    <RecipeFormPage
      frame={pageFrame(c)}
      {...form}
      sizes={[...sizes].toSorted(compareSizes)}
      kits={kits}
      sample={sample}
    />
  )
  return c.html(page, status)
}

/** The form again with everything that was typed, and what it makes. */
async function showSample(c: HonoContext<HubEnv>, id?: string): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const backTo = readBackTo(body.back_to)
  return showForm(c, { id, ...formIdentity(body), values: typedValues(body), backTo }, 200)
}

async function addRecipe(c: HonoContext<HubEnv>): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const { workId } = formIdentity(body)
  const form = { workId, values: typedValues(body), backTo: readBackTo(body.back_to) }
  const input = newRecipe.safeParse(recipeInput(form.values))
  if (!input.success) return showForm(c, { ...form, errors: fieldErrors(input.error) })
  try {
    const recipe = await createRecipe(c.var.ctx, input.data, workId)
    if (changedFields(recipe, input.data).length > 0) {
      const another = await derivedId(workId, 'another')
      const conflict = { kind: 'exists' as const, now: recipe }
      return showForm(c, { ...form, workId: another, conflict })
    }
    return done(c, words.added(recipe.name), { id: recipe.id, backTo: form.backTo })
  } catch (cause) {
    return showRefused(c, form, cause)
  }
}

async function saveRecipe(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const { ctx } = c.var
  const body = await c.req.parseBody({ all: true })
  const { workId, version } = formIdentity(body)
  const form = { id, version, workId, values: typedValues(body), backTo: readBackTo(body.back_to) }
  const input = newRecipe.safeParse(recipeInput(form.values))
  if (!input.success) return showForm(c, { ...form, errors: fieldErrors(input.error) })
  try {
    await updateRecipe(ctx, id, input.data, { version })
    return done(c, words.saved(input.data.name), { id, backTo: form.backTo })
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') {
      return showRefused(c, form, cause)
    }
    const now = await getRecipe(ctx, id)
    return showForm(c, { ...form, conflict: { kind: 'changed', now } })
  }
}

function done(
  c: HonoContext<HubEnv>,
  text: string,
  { id, backTo }: { id: string; backTo: string | undefined },
): Response {
  const url = backTo ? `${backTo}&recipe=${id}` : '/recipes'
  return redirectWith(c, url, { tone: 'sage', text })
}

/** What a verb refused, at the field it is about; a recipe that is gone is no field's. */
async function showRefused(
  c: HonoContext<HubEnv>,
  form: OpenForm,
  cause: unknown,
): Promise<Response> {
  if (!(cause instanceof AppError)) throw cause
  if (cause.code === 'conflict')
    return showForm(c, { ...form, errors: { name: cause.message } }, 409)
  // Of what it names, only the kit may have gone; a recipe that has gone is not found again.
  if (cause.code === 'not_found' && form.values.kit_id) {
    if (form.id) await getRecipe(c.var.ctx, form.id)
    return showForm(c, { ...form, errors: { kit_id: cause.message } }, 404)
  }
  return showForm(c, { ...form, errors: refusedFields(cause) })
}
