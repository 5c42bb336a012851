import * as z from 'zod'
import { typedAmount } from '../../domain/pricing/amounts.ts'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import { kindsOf } from '../../domain/recipes/parts-of-line.ts'
import { ACCEPT_FIELDS } from '../../domain/recipes/plan-lines.ts'
import { type LineEdit, type LineEdits, lineEdit } from '../../domain/recipes/schemas.ts'
import { ACCEPTANCES } from '../../errors.ts'
import { newId, uuid } from '../../ids.ts'
import { MAX_SELECTED } from '../../selection.ts'
import { kindOfValue, variantValue } from '../../views/products/finishes.ts'
import type { TypedLine } from '../../views/recipes/apply-line.tsx'
import { applyWords as words } from '../../views/recipes/words.ts'

/** The table of products to be made, as a form or a URL has it. */
export type ApplyForm = {
  workId: string
  recipeId: string | undefined
  assetIds: readonly string[]
  /** More were asked for than are made at once. */
  isCut: boolean
  /** The artwork whose line is open. */
  open: string | undefined
  lines: ReadonlyMap<string, TypedLine>
}

const NO_LINES = new Map<string, TypedLine>()

/** What a link asks for: `recipe`, and artworks as `asset`, each, or `assets` with commas. */
export function askedForm(url: string): ApplyForm {
  const { searchParams: query } = new URL(url)
  const named = [...query.getAll('asset'), ...(query.get('assets') ?? '').split(',')]
  return {
    workId: newId(),
    // The last one: of a person who came back with another recipe.
    recipeId: uuid.safeParse(query.getAll('recipe').at(-1)).data,
    ...readIds(named),
    open: undefined,
    lines: NO_LINES,
  }
}

function readIds(sent: readonly unknown[]): Pick<ApplyForm, 'assetIds' | 'isCut'> {
  const ids = [...new Set(sent.flatMap((id) => uuid.safeParse(id).data ?? []))]
  return { assetIds: ids.slice(0, MAX_SELECTED), isCut: ids.length > MAX_SELECTED }
}

const text = z.string().catch('')

/** What the form sends. */
export function readForm(form: FormData): ApplyForm {
  const ids = readIds(form.getAll('asset'))
  const opened = form.get('open') ?? form.get('opened')
  return {
    workId: uuid.catch(() => newId()).parse(form.get('work_id')),
    recipeId: uuid.safeParse(form.get('recipe')).data,
    ...ids,
    open: form.has('close') ? undefined : uuid.safeParse(opened).data,
    lines: new Map(ids.assetIds.map((id) => [id, readLine(form, id)])),
  }
}

function readLine(form: FormData, id: string): TypedLine {
  const priceOf = `price:${id}:`
  const prices = [...form].flatMap(([name, value]): [string, string][] =>
    name.startsWith(priceOf) && value !== ''
      ? [[name.slice(priceOf.length), text.parse(value)]]
      : [],
  )
  return {
    title: changed(form, 'title', id),
    description: changed(form, 'description', id),
    tags: changed(form, 'tags', id),
    leave: form.has(`leave:${id}`),
    out: form.getAll(`out:${id}`).map((value) => text.parse(value)),
    prices: new Map(prices),
    accepts: ACCEPTANCES.filter((accept) => form.has(`${accept}:${id}`)),
  }
}

/** What was typed, where it is not what the recipe had written there. */
function changed(form: FormData, name: string, id: string): string | undefined {
  const typed = form.get(`${name}:${id}`)
  if (typeof typed !== 'string') return undefined
  const lines = typed.replaceAll('\r\n', '\n')
  const made = form.get(`made_${name}:${id}`)
  return typeof made === 'string' && made.replaceAll('\r\n', '\n') === lines ? undefined : lines
}

/**
 * The edits that a form makes of a recipe's products, and what of them cannot be read, by artwork.
 * Variants of another recipe, which was chosen before, are left alone.
 */
export function editsOf(
  { lines }: Pick<ApplyForm, 'lines'>,
  recipe: Recipe | undefined,
): {
  edits: LineEdits
  mistakes: ReadonlyMap<string, Record<string, string>>
} {
  const edits: Record<string, LineEdit> = {}
  const mistakes = new Map<string, Record<string, string>>()
  const known = new Set(recipe ? kindsOf(recipe).map(variantValue) : [])
  for (const [id, line] of lines) {
    const wrong: Record<string, string> = {}
    const input = inputOf(line, known, wrong)
    const whole = lineEdit.safeParse(input)
    const unread: Record<string, undefined> = {}
    for (const issue of whole.error?.issues ?? []) {
      const name = String(issue.path[0] ?? '')
      unread[name] = undefined
      wrong[name] ??= MISTAKES[name] ?? issue.message
    }
    edits[id] = whole.data ?? lineEdit.parse({ ...input, ...unread })
    if (Object.keys(wrong).length > 0) mistakes.set(id, wrong)
  }
  return { edits, mistakes }
}

const MISTAKES: Readonly<Record<string, string>> = {
  title: words.titleMistake,
  description: words.descriptionMistake,
  tags: words.tagsMistake,
}

function inputOf(line: TypedLine, known: ReadonlySet<string>, wrong: Record<string, string>) {
  const asked = new Set([...line.out, ...line.prices.keys()])
  const variants = [...asked].filter((value) => known.has(value))
  const accepted = ACCEPTANCES.filter((accept) => line.accepts.includes(accept))
  return {
    title: line.title,
    description: line.description,
    tags: line.tags?.split(',').flatMap((tag) => tag.trim() || []),
    leave_out: line.leave,
    variants: variants.map((value) => ({
      ...kindOfValue(value),
      leave_out: line.out.includes(value),
      price: readPrice(line.prices.get(value), `price:${value}`, wrong),
    })),
    ...Object.fromEntries(accepted.map((accept) => [ACCEPT_FIELDS[accept], true])),
  }
}

function readPrice(
  typed: string | undefined,
  name: string,
  wrong: Record<string, string>,
): number | undefined {
  if (typed === undefined) return undefined
  const amount = typedAmount.safeParse(typed)
  if (!amount.success) wrong[name] = words.priceMistake
  return amount.data
}
