import * as fc from 'fast-check'
import * as must from './model.ts'
import { allHolds, type Model, type ModelHold } from './model.ts'
import { type Operation, perform, type World } from './world.ts'

export type Command = fc.AsyncCommand<{ model: undefined }, World>

/** A step of a history; what it did is printed when the history fails. */
export function step(draw: unknown, run: (world: World) => Promise<string | undefined>): Command {
  let did: string | undefined
  return {
    check: () => true,
    run: async (_model, world) => {
      did = `stopped in ${JSON.stringify(draw)}`
      did = await run(world)
    },
    toString: () => did ?? 'nothing',
  }
}

/** A call made of what is drawn and of what the history has come to. */
export function call<Draw>(
  draws: fc.Arbitrary<Draw>,
  plan: (world: World, draw: Draw) => Operation | undefined,
): fc.Arbitrary<Command> {
  const deaths = fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constantFrom('evict' as const, 'abort' as const) },
  )
  return fc.tuple(draws, deaths).map(([draw, death]) =>
    step(draw, async (world) => {
      const operation = plan(world, draw)
      if (!operation) return undefined
      await perform(world, operation, death)
      return `${operation.name}${death ? ` (${death})` : ''}`
    }),
  )
}

export const pick = fc.nat(1_000)
export const budget = fc.integer({ min: 1, max: 8 })
/** Mostly what the call is meant for, or no call: chance alone seldom gets as far as paying. */
export const aimed = fc.constantFrom(true, true, true, true, false)
export const tokenOff = fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1)

export function choose(
  model: Model,
  draw: { pick: number; aimed: boolean },
  fits: (hold: ModelHold) => boolean,
): ModelHold | undefined {
  const now = allHolds(model).map((hold) => must.asOfNow(hold, model.nowMs))
  const from = draw.aimed ? now.filter(fits) : now
  return from[draw.pick % from.length]
}

export function chooseGroup(model: Model, draw: number): string | undefined {
  const groups = [...model.groups.keys()]
  return groups[draw % groups.length]
}
