import * as z from 'zod'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import type { RecipeValues } from '../../views/recipes/recipe-form-page.tsx'

const text = z.string().catch('')
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const typed = z.object({
  name: text,
  sizes: texts,
  finishes: texts,
  title: text,
  description: text,
  tags: text,
  kit_id: text,
  publish: z.string().catch('false'),
})

export const NO_VALUES: RecipeValues = {
  name: '',
  sizes: [],
  finishes: ['unframed'],
  title: '{artwork}',
  description: '“{quote}” — {author}',
  tags: '{collection}',
  kit_id: '',
  publish: 'false',
}

/** What was typed, as it was typed. */
export function typedValues(body: Record<string, unknown>): RecipeValues {
  return typed.parse(body)
}

/** The same in the shape of the JSON API. */
export function recipeInput(values: RecipeValues) {
  const { finishes, tags, kit_id, publish, ...fields } = values
  return {
    ...fields,
    description: values.description.replaceAll('\r\n', '\n'),
    frames: finishes.filter((one) => one !== 'digital'),
    digital: finishes.includes('digital'),
    tags: tags.split(',').flatMap((tag) => tag.trim() || []),
    kit_id: kit_id || null,
    publish: publish === 'true',
  }
}

/** A stored recipe as the form shows it. */
export function shownValues(recipe: Recipe): RecipeValues {
  return {
    name: recipe.name,
    sizes: recipe.sizes,
    finishes: [...recipe.frames, ...(recipe.digital ? ['digital'] : [])],
    title: recipe.title,
    description: recipe.description,
    tags: recipe.tags.join(', '),
    kit_id: recipe.kit_id ?? '',
    publish: String(recipe.publish),
  }
}

// Two hundred ids, and what is around them.
const MAX_BACK_CHARACTERS = 9_000
const APPLY = /^\/recipes\/apply\?[\w=&,%.-]*$/

/** Where a person wanted a recipe for: the table of products to be made, with its artworks. */
export function readBackTo(sent: unknown): string | undefined {
  const isThere = typeof sent === 'string' && sent.length <= MAX_BACK_CHARACTERS && APPLY.test(sent)
  return isThere ? sent : undefined
}
