/** The middle of several measurements, with the least and the most. */
export type Spread = { median: number; least: number; most: number }

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { median: at(0.5), least: at(0), most: at(1) }
}

/** Measures two things in turn, so that a busy moment of the machine meets both. */
export async function alternate(
  rounds: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<{ first: Spread; second: Spread; ratio: Spread }> {
  const pairs: [number, number][] = []
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds a warmer machine: they take turns.
    if (round % 2 === 0) {
      const a = await first()
      pairs.push([a, await second()])
    } else {
      const b = await second()
      pairs.push([await first(), b])
    }
  }
  return {
    first: spreadOf(pairs.map(([a]) => a)),
    second: spreadOf(pairs.map(([, b]) => b)),
    ratio: spreadOf(pairs.map(([a, b]) => b / a)),
  }
}
