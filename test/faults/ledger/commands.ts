import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { ReserveItem } from '../../../src/ledger/entries.ts'
import { checkReport, RETRY_REPORT_MS } from './check.ts'
import * as must from './model.ts'
import { type Model, type ModelHold, newest } from './model.ts'
import {
  die,
  fireAlarm,
  forgetThatItReported,
  readSnapshot,
  runAlarmUnasked,
  withReportRefused,
} from './real.ts'
import { look, moveClock, type Operation, perform, type World } from './world.ts'

type Command = fc.AsyncCommand<{ model: undefined }, World>

/** A step of a history; what it did is printed when the history fails. */
function step(draw: unknown, run: (world: World) => Promise<string | undefined>): Command {
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
function call<Draw>(
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

const pick = fc.nat(1_000)
const budget = fc.integer({ min: 1, max: 8 })
/** Mostly what the call is meant for, or no call: chance alone seldom gets as far as paying. */
const aimed = fc.constantFrom(true, true, true, true, false)
const tokenOff = fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1)

function choose(
  model: Model,
  draw: { pick: number; aimed: boolean },
  fits: (hold: ModelHold) => boolean,
): ModelHold | undefined {
  const now = newest(model).map((hold) => must.asOfNow(hold, model.nowMs))
  const from = draw.aimed ? now.filter(fits) : now
  return from[draw.pick % from.length]
}

function chooseGroup(model: Model, draw: number): string | undefined {
  const groups = [...model.groups.keys()]
  return groups[draw % groups.length]
}

const item = fc.record({
  known: fc.constantFrom(false, false, false, false, false, false, false, true),
  pick,
  pictureKey: fc.constantFrom(null, null, 'p0', 'p1', 'p2'),
  operation: fc.constantFrom('generation', 'generation', 'regeneration'),
})

function toItem(world: World, draw: typeof item extends fc.Arbitrary<infer D> ? D : never) {
  const known = draw.known ? newest(world.model) : []
  const old = known[draw.pick % known.length]
  const mockupId = old?.mockupId ?? `m${world.named++}`
  const attemptId = old?.attemptId ?? `${mockupId}.1`
  return { attemptId, mockupId, pictureKey: draw.pictureKey, operation: draw.operation }
}

const reserve = call(
  fc.record({
    budget,
    repeat: fc.constantFrom(false, false, false, true),
    pick,
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
  }),
  (world, draw) => {
    const drawn = draw.items.map((each) => toItem(world, each))
    const items = [...new Map(drawn.map((each) => [each.attemptId, each])).values()]
    const fresh = `g${world.model.groups.size}`
    const groupId = (draw.repeat && chooseGroup(world.model, draw.pick)) || fresh
    return reservation(groupId, items, draw.budget)
  },
)

const repeat = call(fc.record({ budget, pick }), ({ model }, draw) => {
  const groupId = chooseGroup(model, draw.pick)
  const items =
    groupId &&
    model.groups.get(groupId)?.map(({ attemptId }) => ({
      attemptId,
      mockupId: attemptId,
      pictureKey: null,
      operation: 'generation' as const,
    }))
  return groupId && items ? reservation(groupId, items, draw.budget) : undefined
})

function reservation(groupId: string, items: ReserveItem[], credits: number): Operation {
  return {
    name: `reserveMany ${groupId} of ${items.map((each) => each.attemptId)} under ${credits}`,
    act: (model) => must.reserveMany(model, groupId, items, credits),
    call: (ledger) => ledger.reserveMany({ groupId, items, budget: credits }),
    budget: credits,
  }
}

const confirm = call(pick, ({ model }, draw) => {
  const groupId = chooseGroup(model, draw)
  if (groupId === undefined) return undefined
  return {
    name: `confirm ${groupId}`,
    act: (after) => must.confirm(after, groupId),
    call: (ledger) => ledger.confirm(groupId),
  }
})

const begin = call(fc.record({ pick, aimed, budget }), ({ model }, draw) => {
  const fits = (hold: ModelHold) => hold.state === 'pending' || hold.state === 'expired'
  const attemptId = choose(model, draw, fits)?.attemptId ?? 'never reserved'
  if (draw.aimed && attemptId === 'never reserved') return undefined
  return {
    name: `begin ${attemptId} under ${draw.budget}`,
    act: (after) => must.begin(after, attemptId, draw.budget),
    call: (ledger) => ledger.begin(attemptId, draw.budget),
    budget: draw.budget,
  }
})

const callStarted = call(fc.record({ pick, aimed, tokenOff }), ({ model }, draw) => {
  const hold = choose(model, draw, (each) => each.state === 'in_flight' && !each.callStarted)
  if (!hold) return undefined
  const { attemptId } = hold
  const token = hold.token + draw.tokenOff
  return {
    name: `callStarted ${attemptId} ${token}`,
    act: (after) => must.callStarted(after, attemptId, token, 60_000),
    call: (ledger) => ledger.callStarted(attemptId, token, 60_000),
  }
})

const isCalling = (hold: ModelHold) => hold.state === 'in_flight' && hold.callStarted

const charged = call(
  fc.record({ pick, aimed, tokenOff, link: fc.constantFrom('a', 'a', 'b') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, isCalling)
    if (!hold) return undefined
    const { attemptId } = hold
    const token = hold.token + draw.tokenOff
    return {
      name: `charged ${attemptId} ${token} ${draw.link}`,
      act: (after) => must.charged(after, attemptId, token, draw.link),
      call: (ledger) => ledger.charged(attemptId, token, draw.link),
    }
  },
)

const notCharged = call(
  fc.record({ pick, aimed, tokenOff, end: fc.constantFrom('wait', 'again', 'give_back') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, (each) => each.state === 'in_flight')
    if (!hold) return undefined
    const { attemptId } = hold
    const token = hold.token + draw.tokenOff
    return {
      name: `notCharged ${attemptId} ${token} ${draw.end}`,
      act: (after) => must.notCharged(after, attemptId, token, draw.end, draw.end),
      call: (ledger) => ledger.notCharged(attemptId, token, draw.end, draw.end),
    }
  },
)

const unknown = call(fc.record({ pick, aimed, tokenOff }), ({ model }, draw) => {
  const hold = choose(model, draw, isCalling)
  if (!hold) return undefined
  const { attemptId } = hold
  const token = hold.token + draw.tokenOff
  return {
    name: `unknown ${attemptId} ${token}`,
    act: (after) => must.unknown(after, attemptId, token, 'no answer'),
    call: (ledger) => ledger.unknown(attemptId, token, 'no answer'),
  }
})

const sortReleased = (answer: { released: string[]; inFlight: string[] }) => ({
  released: answer.released.sort(),
  inFlight: answer.inFlight.sort(),
})

const release = call(fc.array(pick, { minLength: 1, maxLength: 3 }), ({ model }, draw) => {
  const held = newest(model)
  const ids = draw.flatMap((each) => held[each % held.length]?.attemptId ?? [])
  if (ids.length === 0) return undefined
  return {
    name: `release ${ids}`,
    act: (after) => must.release(after, (hold) => ids.includes(hold.attemptId), 'released'),
    call: async (ledger) => sortReleased(await ledger.release(ids, 'released')),
  }
})

const releaseGroup = call(pick, ({ model }, draw) => {
  const groupId = chooseGroup(model, draw)
  if (groupId === undefined) return undefined
  return {
    name: `releaseGroup ${groupId}`,
    act: (after) => must.release(after, (hold) => hold.groupId === groupId, 'released'),
    call: async (ledger) => sortReleased(await ledger.releaseGroup(groupId, 'released')),
  }
})

const resolveSuspect = call(
  fc.record({ pick, aimed, decision: fc.constantFrom('post', 'void') }),
  ({ model }, draw) => {
    const hold = choose(model, draw, (each) => each.state === 'suspect')
    if (!hold) return undefined
    const { attemptId } = hold
    return {
      name: `resolveSuspect ${attemptId} ${draw.decision}`,
      act: (after) => must.resolveSuspect(after, attemptId, draw.decision, 'decided'),
      call: (ledger) => ledger.resolveSuspect(attemptId, draw.decision, 'decided'),
    }
  },
)

const adjust = call(
  fc.record({
    key: fc.nat(3),
    budget,
    kind: fc.oneof(
      fc.record({
        operation: fc.constant('refund' as const),
        credits: fc.integer({ min: 1, max: 2 }),
      }),
      fc.record({
        operation: fc.constant('correction' as const),
        credits: fc.integer({ min: -2, max: 2 }),
      }),
    ),
  }),
  (_world, draw) => {
    // The key of an attempt too, which must not be taken for the attempt's own entry.
    const key = draw.key === 0 ? 'm0.1' : `correction ${draw.key}`
    const about = { attemptId: 'm0.1', mockupId: 'm0', budget: draw.budget }
    const adjustment = { ...draw.kind, ...about, key }
    return {
      name: `adjust ${key} ${draw.kind.operation} ${draw.kind.credits}`,
      act: (after) => must.adjust(after, adjustment),
      call: (ledger) => ledger.adjust(adjustment),
    }
  },
)

const forgetPictures = call(pick, ({ model }, draw) => {
  const held = newest(model)
  const ids = [held[draw % held.length]?.mockupId ?? 'none']
  if (held.length === 0) return undefined
  return {
    name: `forgetPictures ${ids}`,
    act: (after) => must.forgetPictures(after, ids),
    call: (ledger) => ledger.forgetPictures(ids),
  }
})

const reportAgain = fc.constant('reportAgain').map((draw) =>
  step(draw, async (world) => {
    await perform(world, {
      name: draw,
      act: (after) => must.tick(after),
      call: (ledger) => ledger.reportAgain(),
    })
    return draw
  }),
)

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const clock = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(1_000, 1_000, 1_000, 29_999, 30_000, 75_000, 5 * MINUTE_MS),
    },
    { weight: 1, arbitrary: fc.constantFrom(HOUR_MS, 24 * HOUR_MS, 30 * HOUR_MS) },
    { weight: 1, arbitrary: fc.constant(-10 * MINUTE_MS) },
  )
  .map((milliseconds) =>
    step(milliseconds, async (world) => {
      moveClock(world, milliseconds)
      await look(world, milliseconds < 0 ? 'clock: back' : 'clock: on')
      return `clock ${milliseconds} ms`
    }),
  )

const death = fc.constantFrom('evict', 'abort').map((draw) =>
  step(draw, async (world) => {
    await die(world.real, draw)
    await look(world, draw)
    return draw
  }),
)

const ALARMS = {
  once: async (world: World) => settleAlarm(world, await fireAlarm(world.real)),
  twice: async (world: World) => {
    await settleAlarm(world, await fireAlarm(world.real))
    await runAlarmUnasked(world.real)
    must.tick(world.model)
  },
  refused: async (world: World) => {
    if (!(await withReportRefused(() => fireAlarm(world.real)))) return
    must.tick(world.model)
    const { alarmMs, settled } = await readSnapshot(world.real)
    const due = settled.some((row) => row.drained === 0)
    if (due) expect(alarmMs, 'tried again at once').toBe(world.model.nowMs + RETRY_REPORT_MS)
  },
  'killed before it is noted': async (world: World) => {
    await settleAlarm(world, await fireAlarm(world.real))
    await forgetThatItReported(world.real)
  },
  'killed in the middle': async (world: World) => {
    const lost = fireAlarm(world.real).catch(() => undefined)
    await die(world.real, 'abort')
    await lost
    await runAlarmUnasked(world.real)
    must.tick(world.model)
  },
} satisfies Record<string, (world: World) => Promise<void>>

const alarm = fc
  .constantFrom<keyof typeof ALARMS>('once', 'twice', 'refused', ...killed())
  .map((draw) =>
    step(draw, async (world) => {
      await ALARMS[draw](world)
      await look(world, `alarm: ${draw}`)
      world.reported = await checkReport(world.real, world.model, world.reported)
      return `alarm ${draw}`
    }),
  )

function killed(): (keyof typeof ALARMS)[] {
  return ['killed before it is noted', 'killed in the middle']
}

/** An alarm that fired did what time asks for, and reported all there was. */
async function settleAlarm(world: World, fired: boolean): Promise<void> {
  if (!fired) return
  must.tick(world.model)
  const { settled } = await readSnapshot(world.real)
  if (settled.some((row) => row.drained === 0)) throw new Error('the alarm left something over')
  world.reported = await checkReport(world.real, world.model, world.model.settled.length)
}

const WEIGHTED: [number, fc.Arbitrary<Command>][] = [
  [3, reserve],
  [1, repeat],
  [2, confirm],
  [5, begin],
  [7, callStarted],
  [6, charged],
  [2, notCharged],
  [3, unknown],
  [1, release],
  [1, releaseGroup],
  [3, resolveSuspect],
  [1, adjust],
  [1, forgetPictures],
  [1, reportAgain],
  [3, clock],
  [1, death],
  [2, alarm],
]

/** Random histories: commands, the likelier the more often they are named. */
export function histories(maxCommands: number, replayPath?: string) {
  const all = WEIGHTED.flatMap(([weight, command]) => Array.from({ length: weight }, () => command))
  return fc.commands(all, { maxCommands, size: 'max', replayPath })
}
