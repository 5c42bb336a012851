import * as z from 'zod'
import { type JobRequest, jobRequest } from '../../domain/bulk/schemas.ts'
import { type ProductFilter, productFilter } from '../../domain/products/schemas.ts'
import { uuid } from '../../ids.ts'
import { selectedIds } from '../../selection.ts'
import { MATCHING } from '../../views/components/select-matching.tsx'
import { BULK_TYPES, type BulkType, type ChangeValues } from '../../views/jobs/new-job-page.tsx'

const FILTERS = ['status', 'collection', 'search', 'check'] as const
const ACCEPTS = ['accept_below_cost', 'accept_low_dpi', 'accept_undelivered'] as const

const text = z.string().trim().optional().catch(undefined)
/** A box may stand for several, and the list calls them products. */
const split = (sent: unknown) =>
  [sent ?? []].flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : []))

const form = z.object({
  type: z.enum(BULK_TYPES).catch('tags'),
  id: z.preprocess(split, z.array(uuid).catch([])),
  [MATCHING]: z.coerce.number<string>().int().min(0).optional().catch(undefined),
  add: text,
  remove: text,
  to_collection: text,
  by: text,
  value: text,
  round: text,
  sizes: text,
  recipe_id: text,
  texts: text,
  reason: text,
})

/** What the page of a new job is asked for: which products, which change, as it was typed. */
export type JobForm = {
  type: BulkType
  /** Those ticked; otherwise all that match. */
  ids: string[]
  filter: ProductFilter
  /** How many were seen to match. */
  matching: number | undefined
  values: ChangeValues
  accepted: Record<string, true>
}

/** Reads the query of the page, or its form. */
export function readJobForm(sent: Record<string, unknown>): JobForm {
  const { type, id, [MATCHING]: matching, ...values } = form.parse(sent)
  const filter = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const parsed = productFilter.safeParse({ [name]: sent[name] || undefined })
      return parsed.success && sent[name] ? [[name, sent[name]]] : []
    }),
  )
  const isTicked = id.length > 0 && matching === undefined
  return {
    type,
    ids: isTicked ? id : [],
    filter: productFilter.parse(filter),
    matching,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    accepted: Object.fromEntries(ACCEPTS.flatMap((name) => (sent[name] ? [[name, true]] : []))),
  }
}

/** The same products as hidden values of a form, or of a URL. */
export function selectionValues({ ids, filter, matching }: JobForm): [string, string][] {
  if (ids.length > 0) return ids.map((id) => ['id', id])
  return [
    [MATCHING, String(matching ?? 0)],
    ...Object.entries(filter).flatMap(([name, value]): [string, string][] =>
      value ? [[name, value]] : [],
    ),
  ]
}

type Read = { request: JobRequest } | { errors: Record<string, string> }

/** What the form asks for; undefined as long as nothing was entered, else what is wrong with it. */
export function toJobRequest(asked: JobForm): Read | undefined {
  const { type, ids, filter, matching, values, accepted } = asked
  const change = changeOf(type, values)
  if (!change) return undefined
  const sel = ids.length > 0 ? { ids: selectedIds.parse(ids) } : { filter, expected: matching ?? 0 }
  const parsed = jobRequest.safeParse({
    type,
    sel,
    change: { ...change, ...taken(type, accepted) },
  })
  if (parsed.success) return { request: parsed.data }
  const [issue] = parsed.error.issues
  const name = String(issue?.path.at(-1) ?? '')
  const field = FIELD_OF[name] ?? (type === 'tags' ? 'add' : 'value')
  return { errors: { [field]: issue?.message ?? '' } }
}

const FIELD_OF: Readonly<Record<string, string>> = {
  add: 'add',
  remove: 'remove',
  collection: 'to_collection',
  sizes: 'sizes',
  recipe_id: 'recipe_id',
}

/** Only what this type knows: others refuse it. */
function taken(type: BulkType, accepted: JobForm['accepted']): Record<string, true> {
  const known = ACCEPTED_BY[type] ?? []
  return Object.fromEntries(Object.entries(accepted).filter(([name]) => known.includes(name)))
}

const ACCEPTED_BY: Partial<Record<BulkType, readonly string[]>> = {
  prices: ['accept_below_cost'],
  recipe: ['accept_below_cost', 'accept_low_dpi'],
  publish: ['accept_undelivered', 'accept_low_dpi'],
}

function changeOf(type: BulkType, values: ChangeValues): Record<string, unknown> | undefined {
  switch (type) {
    case 'tags': {
      const add = listOf(values.add)
      const remove = listOf(values.remove)
      if (add.length === 0 && remove.length === 0) return undefined
      return { ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) }
    }
    case 'collection':
      if (values.to_collection === undefined) return undefined
      return { collection: values.to_collection || null }
    case 'prices':
      return pricesOf(values)
    case 'recipe':
      if (!values.recipe_id) return undefined
      return { recipe_id: values.recipe_id, ...(values.texts ? { texts: true } : {}) }
    case 'retire':
      return { reason: values.reason ?? 'manual' }
    default:
      return {}
  }
}

function pricesOf({ by = 'percent', value = '', round, sizes }: ChangeValues) {
  const more = {
    ...(round ? { round } : {}),
    ...(listOf(sizes).length > 0 ? { sizes: listOf(sizes) } : {}),
  }
  if (by === 'mend') return { mend: true, ...more }
  if (value === '') return undefined
  // People type a minus of their keyboard, or the true one.
  const number = Number(value.replace('−', '-').replace(',', '.'))
  return { [by === 'amount' ? 'amount' : 'percent']: number, ...more }
}

function listOf(typed: string | undefined): string[] {
  return (typed ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
