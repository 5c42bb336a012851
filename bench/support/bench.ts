import type { Spread } from './statistics.ts'

/** One number with the goal that it is held to; without a goal it only says how it is. */
export type Measure = {
  what: string
  value: number
  unit?: string
  spread?: Spread
  atMost?: number
  atLeast?: number
  note?: string
}

/** What a bench found out, besides its measures in a table. */
export type Table = { title: string; columns: string[]; rows: (string | number)[][] }

type Result = { measures: Measure[]; tables?: Table[] }

export type Bench = { id: string; title: string; run: () => Promise<Result> }

/** Undefined where there is no goal. */
export function passes({ value, atMost, atLeast }: Measure): boolean | undefined {
  if (atMost === undefined && atLeast === undefined) return undefined
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity)
}
