import * as z from 'zod'
import { currencyCode, FREE_PRICE, typedAmount } from '../../domain/pricing/amounts.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { ProductValues } from '../../views/products/product-form.tsx'

const PLACE = 'place:'
/** Fields of a variant: `price:8x10|white`. */
const PRICE = 'price:'
const COMPARED = 'compare:'
const SKY_PILOT = 'sky_pilot:'
const LAST_PLACE = 1_000

const text = z.string().catch('')
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const tick = z
  .literal('true')
  .transform(() => true)
  .catch(false)
const typedProduct = z.object({
  title: text,
  description: text,
  collection: text,
  tags: text,
  quote_id: text,
  asset_id: text,
  currency: text,
  work_id: text,
  version: text,
  variant: texts,
  picture: texts,
  publish: tick,
  accept_free: tick,
})

/** What was typed and chosen, to be shown again or made a product of. */
export function readProductForm(body: Record<string, unknown>): ProductValues {
  const { variant, picture, ...fields } = typedProduct.parse(body)
  const typed = (prefix: string) =>
    Object.entries(body).flatMap(([name, value]): [string, string][] =>
      name.startsWith(prefix) && typeof value === 'string'
        ? [[name.slice(prefix.length), value.trim()]]
        : [],
    )
  // A number alone chooses a picture as well as a tick does.
  const numbered = typed(PLACE).filter(([id, place]) => place !== '' || picture.includes(id))
  const places = new Map([...picture.map((id): [string, string] => [id, '']), ...numbered])
  return {
    ...fields,
    variants: variant,
    prices: new Map(typed(PRICE)),
    compared: new Map(typed(COMPARED)),
    skyPilot: new Map(typed(SKY_PILOT)),
    pictures: places,
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
    if (!amount.success) errors[name] = amount.error.issues[0]?.message ?? 'Not an amount'
    return amount.data
  }
  const variants = values.variants.map((value) => ({
    ...kindOfValue(value),
    price: readAmount(`${PRICE}${value}`, values.prices.get(value)),
    compare_at_price: readAmount(`${COMPARED}${value}`, values.compared.get(value)),
    sky_pilot_asset_id: values.skyPilot.get(value),
  }))
  const input = {
    title: values.title,
    description: values.description,
    collection: values.collection || null,
    tags: values.tags.split(',').flatMap((tag) => tag.trim() || []),
    quote_id: values.quote_id || null,
    asset_id: values.asset_id || null,
    currency: values.currency || undefined,
    variants,
    image_ids: inOrder(values.pictures),
    accept_free: values.accept_free,
  }
  return { input, errors }
}

/** Numbered pictures first, by their number; the others after them in the order of the page. */
function inOrder(pictures: ReadonlyMap<string, string>): string[] {
  const placeOf = (typed: string) => Number.parseInt(typed, 10) || LAST_PLACE
  return [...pictures]
    .toSorted(([, one], [, other]) => placeOf(one) - placeOf(other))
    .map(([id]) => id)
}

/** A currency from a form; undefined for what is none. */
export function readCurrency(typed: string | undefined): string | undefined {
  return currencyCode.safeParse(typed).data
}

const FIELD_OF: Readonly<Record<string, string>> = { variants: 'variant', image_ids: 'picture' }
const MESSAGES: Readonly<Record<string, string>> = {
  title: 'Give the product a title of at most 200 characters',
  variants: 'Tick at least one size and finish, at most 100',
  image_ids: 'Choose at most 50 pictures',
  tags: 'At most 50 tags of at most 255 characters',
}
const FREE_MESSAGE = 'A price is above 0. To sell for nothing, tick that it is meant.'

type Issue = { pointer: string; message: string }

/** What is wrong, by the form's own field names and in terms of the form. */
export function productFormErrors(
  issues: readonly Issue[],
  values: ProductValues,
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const [name = '', index, field] = issue.pointer.split('/').filter((step) => step !== '')
    if (name === 'variants' && field) {
      errors[variantField(values, Number(index), field)] ??= formMessage(issue.message)
      if (issue.message === FREE_PRICE)
        errors.accept_free ??= 'Tick this if the price of 0 is meant'
    } else {
      errors[FIELD_OF[name] ?? name] ??= MESSAGES[name] ?? issue.message
    }
  }
  return errors
}

function formMessage(message: string): string {
  return message === FREE_PRICE ? FREE_MESSAGE : message
}

/** The field of a variant where the form has one, else all the ticks. */
function variantField(values: ProductValues, index: number, field: string): string {
  const value = values.variants[index] ?? ''
  if (field === 'price' && values.prices.has(value)) return `${PRICE}${value}`
  if (field === 'compare_at_price' && values.compared.has(value)) return `${COMPARED}${value}`
  if (field === 'sky_pilot_asset_id' && values.skyPilot.has(value)) return `${SKY_PILOT}${value}`
  return 'variant'
}
