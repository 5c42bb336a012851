import type { ReserveItem } from './entries.ts'
import type { LedgerStorage } from './storage.ts'
import type { ReservedItem } from './types.ts'

/** Which items need a credit of their own, and which share the picture of another mockup. */
export function assignItems(
  storage: Pick<LedgerStorage, 'readPictureHold'>,
  items: ReserveItem[],
): { item: ReserveItem; answer: ReservedItem }[] {
  const leaders = new Map<string, string>()
  return items.map((item) => {
    const { attemptId, mockupId, pictureKey } = item
    if (pictureKey === null) return { item, answer: { attemptId, result: 'reserved' } }
    const inGroup = leaders.get(pictureKey)
    if (inGroup) return { item, answer: { attemptId, result: 'follows', mockupId: inGroup } }
    const hold = storage.readPictureHold(pictureKey)
    if (hold) {
      const result = hold.state === 'posted' ? 'stored' : 'follows'
      return { item, answer: { attemptId, result, mockupId: hold.mockupId } }
    }
    leaders.set(pictureKey, mockupId)
    return { item, answer: { attemptId, result: 'reserved' } }
  })
}
