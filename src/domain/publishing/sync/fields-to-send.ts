import { compareFields, isSent, seenOf } from '../sides/compare-fields.ts'
import { FIELDS, type Field } from '../sides/fields.ts'
import type { Work } from './work.ts'

/**
 * What a run sends of a product: where the hub differs from what was published, or a person said to
 * push it. All of one that the shop does not have; what undoing brings back, and nothing else.
 */
export function fieldsToSend(work: Omit<Work, 'fields'>): ReadonlySet<Field> {
  const { sides, reading, exact, content } = work
  const sendable = new Set<Field>(FIELDS)
  sendable.delete('status')
  if (!reading) return sendable
  if (exact) {
    const { shown, fields } = exact
    const isOther = (field: Field) => seenOf(field, shown) !== seenOf(field, reading)
    const isFree = (field: Field) => sendable.has(field) && !sides.locked.has(field)
    return new Set(fields.filter((field) => isFree(field) && isOther(field)))
  }
  const states = compareFields(sides).filter(({ field }) => sendable.has(field))
  const sent = new Set(states.filter(isSent).map(({ field }) => field))
  if (!sides.locked.has('pictures') && lacksPicture(work)) sent.add('pictures')
  if (reading.handle === content.handle) sent.delete('handle')
  return sent
}

/** One of ours was never taken in, or the shop could not process it. */
function lacksPicture({ content, images, atShop }: Omit<Work, 'fields'>): boolean {
  const failed = new Set(
    atShop?.media.filter(({ status }) => status === 'FAILED').map(({ gid }) => gid),
  )
  return content.pictures.some(({ id }) => {
    const gid = images.get(id)?.shop_image_gid
    return !gid || failed.has(gid)
  })
}
