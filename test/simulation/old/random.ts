export type Random = ReturnType<typeof createRandom>

/** Every choice of a simulation comes from here: the same seed makes the same choices. */
export function createRandom(seed: number) {
  let state = (seed ^ 0x9e3779b9) >>> 0

  /** 0 ≤ n < 1 (Mulberry32: a counter and a mixing function, 32 bits). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))

  return {
    next,
    /** A whole number, both ends included. */
    between,
    chance: (probability: number) => next() < probability,
    pick<Item>(items: readonly [Item, ...Item[]]): Item {
      return items[between(0, items.length - 1)] ?? items[0]
    },
  }
}
