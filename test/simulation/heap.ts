export type Timed = { atMs: number; order: number; number: number }

/** A binary heap of events: the earliest first, ties by their random order, then by their number. */
export function createHeap<Item extends Timed>() {
  const items: Item[] = []

  const isBefore = (a: Item, b: Item) => {
    if (a.atMs !== b.atMs) return a.atMs < b.atMs
    return a.order !== b.order ? a.order < b.order : a.number < b.number
  }

  function push(item: Item): void {
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = items[parent]
      if (!above || !isBefore(item, above)) break
      items[at] = above
      at = parent
    }
    items[at] = item
  }

  function pop(): Item | undefined {
    const first = items[0]
    const last = items.pop()
    if (!last || items.length === 0) return first
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [items[left], items[left + 1]]
      const child = a && b && isBefore(b, a) ? left + 1 : left
      const below = items[child]
      if (!below || !isBefore(below, last)) break
      items[at] = below
      at = child
    }
    items[at] = last
    return first
  }

  return { push, pop, peek: (): Item | undefined => items[0], size: () => items.length }
}
