import type { Content } from '../../products/shop-content.ts'
import type { Field } from './fields.ts'
import type { Reading } from './reading.ts'

/** A reading in which these fields are as the other one shows them. */
export function mergeReading(into: Reading, from: Reading, fields: ReadonlySet<Field>): Reading {
  const pick = <T>(field: Field, of: (reading: Reading) => T): T =>
    of(fields.has(field) ? from : into)
  return {
    status: pick('status', ({ status }) => status),
    isOnline: pick('status', ({ isOnline }) => isOnline),
    handle: pick('handle', ({ handle }) => handle),
    title: pick('title', ({ title }) => title),
    descriptionHtml: pick('description', ({ descriptionHtml }) => descriptionHtml),
    vendor: pick('vendor', ({ vendor }) => vendor),
    productType: pick('product_type', ({ productType }) => productType),
    tags: pick('tags', ({ tags }) => tags),
    seo: pick('seo', ({ seo }) => seo),
    category: pick('category', ({ category }) => category),
    variants: mergeShopVariants(into, from, fields),
    media: pick('pictures', ({ media }) => media),
  }
}

/** Prices and pictures of a variant are fields of their own; of one that is new all is taken. */
function mergeShopVariants(into: Reading, from: Reading, fields: ReadonlySet<Field>) {
  const [before, after] = [byGid(into), byGid(from)]
  const list = fields.has('variants') ? from.variants : into.variants
  return list.map((row) => {
    const [was, is] = [before.get(row.gid), after.get(row.gid)]
    const prices = (fields.has('prices') ? is : was) ?? row
    const pictures = (fields.has('pictures') ? is : was) ?? row
    const { price, compareAtPrice } = prices
    return { ...row, price, compareAtPrice, mediaGid: pictures.mediaGid }
  })
}

function byGid({ variants }: Reading) {
  return new Map(variants.map((variant) => [variant.gid, variant]))
}

/** What was published, once these fields of another content were sent too. */
export function mergeContent(into: Content, from: Content, fields: ReadonlySet<Field>): Content {
  const pick = <T>(field: Field, of: (content: Content) => T): T =>
    of(fields.has(field) ? from : into)
  return {
    handle: pick('handle', ({ handle }) => handle),
    title: pick('title', ({ title }) => title),
    descriptionHtml: pick('description', ({ descriptionHtml }) => descriptionHtml),
    seo: pick('seo', ({ seo }) => seo),
    category: pick('category', ({ category }) => category),
    vendor: pick('vendor', ({ vendor }) => vendor),
    productType: pick('product_type', ({ productType }) => productType),
    tags: pick('tags', ({ tags }) => tags),
    currency: pick('prices', ({ currency }) => currency),
    collection: pick('collection', ({ collection }) => collection),
    variants: mergeVariants(into, from, fields),
    pictures: pick('pictures', ({ pictures }) => pictures),
  }
}

function mergeVariants(into: Content, from: Content, fields: ReadonlySet<Field>) {
  const [before, after] = [byId(into), byId(from)]
  const list = fields.has('variants') ? from.variants : into.variants
  return list.map(({ picture: _picture, ...row }) => {
    const [was, is] = [before.get(row.id), after.get(row.id)]
    const { priceMinor, compareAtPriceMinor } = (fields.has('prices') ? is : was) ?? is ?? row
    const picture = ((fields.has('pictures') ? is : was) ?? is)?.picture
    return { ...row, priceMinor, compareAtPriceMinor, ...(picture ? { picture } : {}) }
  })
}

function byId({ variants }: Content) {
  return new Map(variants.map((variant) => [variant.id, variant]))
}
