import { toDecimalString } from '../../../money.ts'
import type { Content } from '../../products/shop-content.ts'
import { minorOf } from './compare-fields.ts'
import type { Field } from './fields.ts'
import type { Reading } from './reading.ts'

/** What a side shows of a field, for people and programs: a text, or a list of them. */
export type FieldValue = string | string[] | null

/** What the hub says of a field, or what was published. */
export function valueOfContent(field: Field, content: Content | undefined): FieldValue {
  if (!content) return null
  switch (field) {
    case 'title':
      return content.title
    case 'description':
      return content.descriptionHtml || null
    case 'product_type':
      return content.productType
    case 'vendor':
      return content.vendor
    case 'tags':
      return content.tags
    case 'handle':
      return content.handle ?? null
    case 'seo':
      return [content.seo?.title ?? '', content.seo?.description ?? '']
    case 'category':
      return content.category ?? null
    case 'prices':
      return content.variants.map(({ sku, priceMinor, compareAtPriceMinor }) =>
        priceLine(sku, content.currency, [priceMinor, compareAtPriceMinor]),
      )
    case 'variants':
      return content.variants.map(({ sku, size, frame, weightGrams }) =>
        variantLine(sku, [size, frame], weightGrams),
      )
    case 'pictures':
      return content.pictures.map(({ alt }) => alt)
    case 'collection':
      return content.collection ?? null
    case 'status':
      return null
  }
}

/** What a shop shows of a field; `deleted` is the status of a product that it lost. */
export function valueOfReading(
  field: Field,
  reading: Reading | null,
  currency: string,
): FieldValue {
  if (!reading) return field === 'status' ? 'deleted' : null
  switch (field) {
    case 'title':
      return reading.title
    case 'description':
      return reading.descriptionHtml || null
    case 'product_type':
      return reading.productType
    case 'vendor':
      return reading.vendor
    case 'tags':
      return reading.tags
    case 'handle':
      return reading.handle
    case 'seo':
      return [reading.seo.title ?? '', reading.seo.description ?? '']
    case 'category':
      return reading.category
    case 'prices':
      return reading.variants.map(({ sku, gid, price, compareAtPrice }) => {
        const compared = compareAtPrice === null ? null : minorOf(compareAtPrice, currency)
        return priceLine(sku || gid, currency, [minorOf(price, currency), compared])
      })
    case 'variants':
      return reading.variants.map(({ sku, gid, options, weightGrams }) =>
        variantLine(
          sku || gid,
          options.map(({ value }) => value),
          weightGrams,
        ),
      )
    case 'pictures':
      return reading.media.map(({ alt }) => alt ?? '')
    case 'collection':
      return null
    case 'status':
      return statusOf(reading)
  }
}

function statusOf({ status, isOnline }: Reading): string {
  return status === 'ACTIVE' && !isOnline ? 'hidden' : status.toLowerCase()
}

function priceLine(
  name: string,
  currency: string,
  [price, compared]: readonly [number, number | null],
): string {
  const was = compared === null ? '' : ` (${toDecimalString(compared, currency)})`
  return `${name}: ${toDecimalString(price, currency)}${was}`
}

function variantLine(
  name: string,
  options: readonly string[],
  grams: number | null | undefined,
): string {
  return `${name}: ${options.join(' / ')}${grams ? `, ${grams} g` : ''}`
}
