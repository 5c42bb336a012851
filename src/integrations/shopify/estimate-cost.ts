import * as z from 'zod'

const MUTATION_POINTS = 10
const VARIANT_POINTS = 0.2
const FILE_POINTS = 1.9
const METAFIELD_POINTS = 0.4
/** Shopify does not publish what a selection costs: rather too much, until it has said so once. */
const SELECTION_POINTS = 20
const LISTED_POINTS = 3

const list = z.array(z.unknown()).nullish()
const lists = z.object({ variants: list, files: list, metafields: list })
const setInput = z.object({ input: lists })

/** Calls of one kind cost the same: one operation, with lists of the same lengths. */
export type CallCost = { kind: string; guess: number }

/**
 * What kind of call this is, and what it may cost in points before one of its kind was made. Known
 * are 10 for a mutation, and what productSet adds for its lists (Shopify's documentation).
 */
export function estimateCost(document: string, variables: Record<string, unknown>): CallCost {
  const [, type = 'query', name = 'call'] = /(query|mutation)\s+(\w+)/.exec(document) ?? []
  const sizes = Object.values(variables).filter((value) => typeof value === 'number')
  const { variants, files, metafields } = setInput.safeParse(variables).data?.input ?? {}
  const guess =
    (type === 'mutation' ? MUTATION_POINTS : 0) +
    VARIANT_POINTS * (variants?.length ?? 0) +
    FILE_POINTS * (files?.length ?? 0) +
    METAFIELD_POINTS * (metafields?.length ?? 0) +
    SELECTION_POINTS +
    LISTED_POINTS * sizes.reduce((sum, size) => sum + size, 0)
  const lengths = [...sizes, ...lengthsOf(variables), ...lengthsOf(variables.input)]
  return { kind: [name, ...lengths].join(' '), guess }
}

function lengthsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value)
    .filter(([, inner]) => Array.isArray(inner))
    .map(([name, inner]) => `${name}=${Array.isArray(inner) ? inner.length : 0}`)
    .toSorted()
}
