import * as z from 'zod'
import { priceVariant, type SizePrices } from '../../domain/pricing/price-variant.ts'
import { typedAmount } from '../../domain/pricing/schemas.ts'
import { toMajor } from '../../money.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { ProductValues } from '../../views/products/product-form.tsx'

const PRICE = 'price:'
const PLACE = 'place:'
const LAST_PLACE = 1_000

const text = z.string().catch('')
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const typedProduct = z.object({
  title: text,
  description: text,
  collection: text,
  tags: text,
  quote_id: text,
  asset_id: text,
  variant: texts,
  picture: texts,
  publish: z.literal('true').optional().catch(undefined),
})

/** What was typed and chosen, to be shown again or made a product of. */
export function readProductForm(body: Record<string, unknown>): ProductValues {
  const { variant, picture, publish, ...fields } = typedProduct.parse(body)
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
    pictures: places,
    publish: publish === 'true',
  }
}

/** The form's words as the input of the product's own schemas. */
export function toProductInput(
  values: ProductValues,
  prices: ReadonlyMap<string, SizePrices>,
): { input: Record<string, unknown>; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const variants = values.variants.map((value) => {
    const kind = kindOfValue(value)
    const typed = values.prices.get(value)
    if (typed === undefined) return kind
    if (typed === '') return { ...kind, price: toMajor(priceVariant(prices.get(kind.size), kind)) }
    const price = typedAmount.safeParse(typed)
    if (price.success) return { ...kind, price: toMajor(price.data) }
    errors[`${PRICE}${value}`] = price.error.issues[0]?.message ?? 'Not an amount'
    return kind
  })
  const input = {
    title: values.title,
    description: values.description,
    collection: values.collection || null,
    tags: values.tags.split(',').flatMap((tag) => tag.trim() || []),
    quote_id: values.quote_id || null,
    asset_id: values.asset_id || null,
    variants,
    image_ids: inOrder(values.pictures),
  }
  return { input, errors }
}

/** Numbered pictures first, by their number; the others after them as they stand on the page. */
function inOrder(pictures: ReadonlyMap<string, string>): string[] {
  const placeOf = (typed: string) => Number.parseInt(typed, 10) || LAST_PLACE
  return [...pictures]
    .toSorted(([, one], [, other]) => placeOf(one) - placeOf(other))
    .map(([id]) => id)
}

const FIELD_OF: Readonly<Record<string, string>> = { variants: 'variant', image_ids: 'picture' }
const WORDS_OF: Readonly<Record<string, string>> = {
  title: 'Give the product a title of at most 200 characters',
  variants: 'Tick at least one size and finish, at most 100',
  image_ids: 'Choose at most 50 pictures',
  tags: 'At most 50 tags of at most 255 characters',
}

/** What is wrong, by the form's own field names and in its own words. */
export function productFormErrors(
  issues: readonly { pointer: string; message: string }[],
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { pointer, message } of issues) {
    const [name = ''] = pointer.split('/').filter((step) => step !== '')
    errors[FIELD_OF[name] ?? name] ??= WORDS_OF[name] ?? message
  }
  return errors
}
