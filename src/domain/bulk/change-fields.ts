import { requireCollections } from '../collections/require-collections.ts'
import type { Plan } from '../jobs/work.ts'
import { productTags } from '../products/schemas.ts'
import type { Plan as ProductPlan } from '../products/update-product.ts'
import { contentWork } from './change-content.ts'
import { collectionChange, tagsChange } from './schemas.ts'

const NOTHING: ProductPlan = { fields: {}, variants: undefined, images: undefined, flags: {} }
const TOO_MANY_TAGS = 'It would have more than 50 tags. Remove some of its tags first.'

/** Adds and removes tags, whatever their case, or sets all of them. */
export const changeTags: Plan = contentWork(async (_ctx, change) => {
  const { add = [], remove = [], set } = tagsChange.parse(change)
  const removed = new Set(remove.map(folded))
  return ({ tags }) => {
    const kept = tags.filter((tag) => !removed.has(folded(tag)))
    const has = new Set(kept.map(folded))
    const after = set ?? [...kept, ...add.filter((tag) => !has.has(folded(tag)))]
    if (JSON.stringify(after) === JSON.stringify(tags)) return NOTHING
    if (!productTags.safeParse(after).success) return { kind: 'refused', reason: TOO_MANY_TAGS }
    return { ...NOTHING, fields: { tags: after } }
  }
})

function folded(tag: string): string {
  return tag.toLowerCase()
}

/** Puts products into a collection, or takes them out of theirs. */
export const changeCollection: Plan = contentWork(async (ctx, change) => {
  const { collection } = collectionChange.parse(change)
  await requireCollections(ctx, { keys: [collection] })
  return (product) =>
    product.collection === collection ? NOTHING : { ...NOTHING, fields: { collection } }
})
