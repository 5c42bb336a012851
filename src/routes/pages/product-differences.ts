import { isMarkup, sanitizeHtml, textOfHtml } from '../../domain/products/rich-text.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { type Collections, collectionName } from '../../views/components/collections.ts'
import type { Difference } from '../../views/components/conflict.tsx'
import { categoryName, readCategory } from '../../views/products/categories.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { PickablePicture } from '../../views/products/picture-picker.tsx'
import type { ProductValues } from '../../views/products/product-form.tsx'

/** The names behind the ids in a form. */
export type Names = {
  collections: Collections
  quotes: readonly { id: string; text: string }[]
  assets: readonly { id: string; title: string }[]
  pictures: readonly PickablePicture[]
  digitalFiles: readonly { id: string; name: string }[]
}

type Field = [label: string, show: (values: ProductValues) => string | undefined]

const GONE = 'deleted'

/** The fields in which a form and the product as it is now differ, as people read them. */
export function productDifferences(
  typed: ProductValues,
  current: ProductValues,
  names: Names,
): Difference[] {
  const fields: Field[] = [
    ['Title', ({ title }) => title],
    ['Description', ({ description }) => plainText(description)],
    ['Search title', ({ seo_title }) => seo_title],
    ['Search description', ({ seo_description }) => seo_description],
    ['Shopify category', ({ category, category_id }) => nameOfCategory(category, category_id)],
    ['Collection', ({ collection }) => collection && collectionName(names.collections, collection)],
    ['Tags', ({ tags }) => tags],
    ['Vendor', ({ vendor }) => vendor || undefined],
    ['Product type', ({ product_type }) => product_type || undefined],
    ['Quote', ({ quote_id }) => nameOf(names.quotes, quote_id, ({ text }) => text)],
    ['Artwork', ({ asset_id }) => nameOf(names.assets, asset_id, ({ title }) => title)],
    ['Currency', ({ currency }) => currency || undefined],
    ['Variants', ({ variants }) => variants.map(titleOf).toSorted().join(', ')],
    ...current.variants.flatMap((value): Field[] => [
      [`Price, ${titleOf(value)}`, ({ prices }) => prices.get(value)],
      [`Compare-at price, ${titleOf(value)}`, ({ compared }) => compared.get(value)],
      [`Sky Pilot ID, ${titleOf(value)}`, ({ skyPilot }) => skyPilot.get(value)],
      [`Digital file, ${titleOf(value)}`, ({ files }) => nameOfFile(files.get(value), names)],
      [`Not sold now, ${titleOf(value)}`, ({ hasOff, off }) => showOff(value, hasOff, off)],
    ]),
    ['Pictures', ({ pictures }) => picturesOf(pictures, names.pictures)],
  ]
  return fields.flatMap(([label, show]) => {
    const [yours, there] = [show(typed)?.trim(), show(current)?.trim() ?? '']
    // What the form does not name is not changed by it.
    return yours === undefined || yours === there ? [] : [{ label, typed: yours, current: there }]
  })
}

function nameOf<Row extends { id: string }>(
  rows: readonly Row[],
  id: string,
  show: (row: Row) => string,
): string {
  const row = rows.find((known) => known.id === id)
  return row ? show(row) : id && GONE
}

function plainText(description: string): string {
  return isMarkup(description) ? textOfHtml(sanitizeHtml(description)) : description
}

function nameOfCategory(category: string | undefined, typedId: string): string | undefined {
  const id = category && readCategory(category, typedId)
  return id ? categoryName(id) : category
}

function nameOfFile(id: string | undefined, { digitalFiles }: Names): string | undefined {
  return id && nameOf(digitalFiles, id, ({ name }) => name)
}

function showOff(value: string, isAsked: boolean, off: readonly string[]): string | undefined {
  return isAsked ? (off.includes(value) ? 'yes' : 'no') : undefined
}

function titleOf(value: string): string {
  return variantTitle(kindOfValue(value))
}

function picturesOf(chosen: readonly string[], pictures: readonly PickablePicture[]): string {
  return chosen
    .map((id, index) => {
      const name = nameOf(pictures, id, ({ title, scene }) =>
        scene ? `${title}, ${scene}` : title,
      )
      return `${index + 1}. ${name}`
    })
    .join('; ')
}
