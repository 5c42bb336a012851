const STEPS = [1, 2, 4, 5, 10]
const LEAST = 10

/** A round number at or above `highest`, for the top of a chart whose half is whole as well. */
export function chartTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(highest, LEAST)))
  const step = STEPS.find((one) => one * power >= highest)
  return (step ?? 10) * power
}
