import * as z from 'zod'
import { currencyCode, typedAmount } from '../../domain/pricing/amounts.ts'
import { isMarkup } from '../../domain/products/rich-text.ts'
import type { FieldError } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { ACCEPT_FIELD_OF, ACCEPT_FIELDS } from '../../views/products/acceptances.ts'
import { OTHER_CATEGORY, readCategory } from '../../views/products/categories.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import { acceptWords } from '../../views/products/form-words.ts'
import type { ProductValues, Queue } from '../../views/products/product-form.tsx'
import { formWords } from '../../views/products/words.ts'

/** Fields of a variant: `price:8x10|white`. */
const PRICE = 'price:'
const COMPARED = 'compare:'
const SKY_PILOT = 'sky_pilot:'
const FILE = 'digital_file:'

const text = z.string().catch('')
/** What a form without this field does not name, and so does not change. */
const named = z.string().optional().catch(undefined)
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const tick = z
  .literal('true')
  .transform(() => true)
  .catch(false)
const typedProduct = z.object({
  title: text,
  description: text,
  seo_title: named,
  seo_description: named,
  category: named,
  category_id: text,
  collection: text,
  tags: text,
  vendor: text,
  product_type: text,
  quote_id: text,
  asset_id: text,
  currency: text,
  work_id: text,
  kept_as: text,
  version: text,
  variant: texts,
  picture: texts,
  publish: tick,
  off: texts,
  has_off: tick,
})

/** What was typed and chosen, to be shown again or made a product of. */
export function readProductForm(body: Record<string, unknown>): ProductValues {
  const { variant, picture, has_off, ...fields } = typedProduct.parse(body)
  const typed = (prefix: string) =>
    Object.entries(body).flatMap(([name, value]): [string, string][] =>
      name.startsWith(prefix) && typeof value === 'string'
        ? [[name.slice(prefix.length), value.trim()]]
        : [],
    )
  return {
    ...fields,
    variants: variant,
    hasOff: has_off,
    accepted: ACCEPT_FIELDS.filter((name) => body[name] === 'true'),
    prices: new Map(typed(PRICE)),
    compared: new Map(typed(COMPARED)),
    skyPilot: new Map(typed(SKY_PILOT)),
    files: new Map(typed(FILE)),
    pictures: [...new Set(picture)],
  }
}

/** The work that a form starts, which is the id of what it creates. */
export function workIdOf({ work_id }: ProductValues): string | undefined {
  return z.uuid().toLowerCase().safeParse(work_id).data
}

/** The version that the person saw when the form was opened. */
export function versionOf({ version }: Pick<ProductValues, 'version'>): number | undefined {
  return z.coerce
    .number()
    .int()
    .min(0)
    .safeParse(version || undefined).data
}

/** The same values, with the variants that the product has in the order they have there. */
export function inOrderOf(values: ProductValues, present: readonly string[]): ProductValues {
  const placeOf = (value: string) => {
    const at = present.indexOf(value)
    return at < 0 ? present.length : at
  }
  const variants = values.variants.toSorted((one, other) => placeOf(one) - placeOf(other))
  return { ...values, variants }
}

/** What was typed, as the input of the product's own schemas. */
export function toProductInput(values: ProductValues): {
  input: Record<string, unknown>
  errors: Record<string, string>
} {
  const errors: Record<string, string> = {}
  const readAmount = (name: string, typed: string | undefined) => {
    if (typed === undefined || typed === '') return typed === undefined ? undefined : null
    const amount = typedAmount.safeParse(typed)
    if (!amount.success) errors[name] = amount.error.issues[0]?.message ?? formWords.errors.amount
    return amount.data
  }
  const variants = values.variants.map((value) => ({
    ...kindOfValue(value),
    price: readAmount(`${PRICE}${value}`, values.prices.get(value)),
    compare_at_price: readAmount(`${COMPARED}${value}`, values.compared.get(value)),
    sky_pilot_asset_id: values.skyPilot.get(value),
    digital_file_id: values.files.get(value) === '' ? null : values.files.get(value),
    is_active: values.hasOff ? !values.off.includes(value) : undefined,
  }))
  const input = {
    title: values.title,
    ...(isMarkup(values.description)
      ? { description_html: values.description }
      : { description: values.description, description_html: null }),
    seo_title: values.seo_title,
    seo_description: values.seo_description,
    category:
      values.category === undefined ? undefined : readCategory(values.category, values.category_id),
    collection: values.collection || null,
    vendor: values.vendor.trim() || undefined,
    product_type: values.product_type.trim() || undefined,
    tags: values.tags.split(',').flatMap((tag) => tag.trim() || []),
    quote_id: values.quote_id || null,
    asset_id: values.asset_id || null,
    currency: values.currency || undefined,
    variants,
    image_ids: values.pictures,
    ...Object.fromEntries(values.accepted.map((name) => [name, true])),
  }
  return { input, errors }
}

const moved = z.object({ move: z.string().regex(/^(?:up|down):./) })

/** A picture that a button without a script moves by one place; the others stay in their order. */
export function movePicture(values: ProductValues, body: Record<string, unknown>): ProductValues {
  const sent = moved.safeParse(body).data?.move
  if (!sent) return values
  const [direction = '', id = ''] = sent.split(':')
  const from = values.pictures.indexOf(id)
  const to = direction === 'up' ? from - 1 : from + 1
  const pictures = [...values.pictures]
  const other = pictures[to]
  if (from < 0 || other === undefined) return values
  pictures[to] = id
  pictures[from] = other
  return { ...values, pictures }
}

const MAX_QUEUED = 20
const queued = z.object({
  next: z
    .string()
    .transform((list) => list.split(',').filter((id) => id !== ''))
    .pipe(z.array(uuid).max(MAX_QUEUED)),
  of: z.coerce.number().int().min(1).max(MAX_QUEUED),
})

/** The artworks that wait for their product, as a form or a URL has them. */
export function readQueue(sent: Record<string, unknown>): Queue | undefined {
  return queued.safeParse(sent).data
}

/** A currency from a form; undefined for what is none. */
export function readCurrency(typed: string | undefined): string | undefined {
  return currencyCode.safeParse(typed).data
}

const FIELD_OF: Readonly<Record<string, string>> = {
  variants: 'variant',
  image_ids: 'picture',
  description_html: 'description',
}
const MESSAGES: Readonly<Record<string, string>> = formWords.errors

/** What is wrong, by the form's own field names and in terms of the form. */
export function productFormErrors(
  issues: readonly FieldError[],
  values: ProductValues,
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { pointer, message, accept } of issues) {
    const [name = '', index, field] = pointer.split('/').filter((step) => step !== '')
    if (name === 'variants' && field) {
      const said = accept === 'acceptFree' ? formWords.errors.free : message
      errors[variantField(values, Number(index), field)] ??= said
    } else {
      errors[fieldOf(name, values)] ??= MESSAGES[name] ?? message
    }
    if (accept) errors[ACCEPT_FIELD_OF[accept]] ??= acceptWords[ACCEPT_FIELD_OF[accept]].tick
  }
  return errors
}

function fieldOf(name: string, { category }: ProductValues): string {
  if (name === 'category' && category === OTHER_CATEGORY) return 'category_id'
  return FIELD_OF[name] ?? name
}

const VARIANT_FIELDS: Readonly<Record<string, string>> = {
  price: PRICE,
  compare_at_price: COMPARED,
  sky_pilot_asset_id: SKY_PILOT,
  digital_file_id: FILE,
}

/** The field of a variant where the form has one, else the variant. */
function variantField({ variants }: ProductValues, index: number, field: string): string {
  const value = variants[index]
  return value === undefined ? 'variant' : `${VARIANT_FIELDS[field] ?? 'of:'}${value}`
}
