/** Lets in so much work at once; the rest waits outside, in the order in which it came. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>

export function createGate(places: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (work) => {
    // Whoever leaves hands over the place itself: nobody slips in between.
    if (inside < places) inside += 1
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
