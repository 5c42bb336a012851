import type { PlanChange } from '../../domain/publishing/plan/plan-changes.ts'
import { planLabels as labels } from './plan-words.ts'

/** How a value is shown. */
type ValueKind = 'text' | 'html' | 'money' | 'picture'

export type PlanRow = PlanChange & {
  label: string
  /** The variant that it is about. */
  about?: string
  kind: ValueKind
  /** Of a variant that is added. */
  price?: string | null | undefined
}

export const PLAN_GROUPS = ['details', 'variants', 'pictures', 'sale'] as const
export type PlanGroup = (typeof PLAN_GROUPS)[number]

/** The lines of a plan, by what they are about; `variantNames` by SKU. */
export function planRows(
  changes: readonly PlanChange[],
  variantNames: ReadonlyMap<string, string>,
): Map<PlanGroup, PlanRow[]> {
  // What a variant brings along that is added as a whole is no change of its own.
  const whole = new Set(
    changes.filter(({ path, will }) => isVariant(path) && will === 'add').map(({ path }) => path),
  )
  const shown = changes.filter(({ path }) => !whole.has(path.slice(0, path.lastIndexOf('/'))))
  const prices = new Map(changes.map(({ path, hub }) => [path, hub]))
  return Map.groupBy(
    shown.map((change) => ({
      ...rowOf(change, variantNames),
      ...(whole.has(change.path) ? { price: prices.get(`${change.path}/price`) } : {}),
    })),
    ({ path }) => groupOf(path),
  )
}

/** How many lines a plan has that end so. */
export function countRows(
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>,
  wills: readonly PlanChange['will'][],
): number {
  return [...rows.values()].flat().filter(({ will }) => wills.includes(will)).length
}

function isVariant(path: string): boolean {
  const [first, sku, part] = path.split('/')
  return first === 'variants' && sku !== 'order' && part === undefined
}

function groupOf(path: string): PlanGroup {
  const [first, , part] = path.split('/')
  if (first === 'status' || first === 'online_store' || first === 'collection') return 'sale'
  if (first === 'pictures' || (first === 'variants' && part === 'picture')) return 'pictures'
  return first === 'variants' ? 'variants' : 'details'
}

function rowOf(change: PlanChange, variantNames: ReadonlyMap<string, string>): PlanRow {
  const { path } = change
  const [first = '', second = '', part] = path.split('/')
  const field = lookUp(labels.fields, path)
  if (field) return { ...change, label: field, kind: path === 'description' ? 'html' : 'text' }
  if (first === 'tags') return { ...change, label: labels.tag, kind: 'text' }
  if (first === 'pictures') return { ...change, ...pictureRow(second, part) }
  if (first !== 'variants') return { ...change, label: path, kind: 'text' }
  const about = variantNames.get(second) ?? change.hub ?? change.shop ?? second
  if (part === undefined) return { ...change, label: about, kind: 'text' }
  const label = lookUp(labels.variant, part) ?? part
  return { ...change, label, about: variantNames.get(second) ?? second, kind: kindOf(part) }
}

function pictureRow(place: string, part: string | undefined) {
  if (place === 'at-shop') return { label: labels.otherPicture, kind: 'picture' as const }
  return part === 'alt'
    ? { label: labels.alt(place), kind: 'text' as const }
    : { label: labels.picture(place), kind: 'picture' as const }
}

function kindOf(part: string): ValueKind {
  if (part === 'price' || part === 'compare_at_price' || part === 'cost') return 'money'
  return part === 'picture' ? 'picture' : 'text'
}

/** A value of a table of labels, by a key that came from elsewhere. */
export function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** The field that a line of a plan belongs to. */
export function fieldOf(path: string): string {
  const [first = '', , part] = path.split('/')
  if (path === 'online_store') return 'status'
  if (first !== 'variants') return first
  if (part === 'price' || part === 'compare_at_price') return 'prices'
  return part === 'picture' ? 'pictures' : 'variants'
}
