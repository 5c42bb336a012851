import { expect, vi } from 'vitest'
import * as z from 'zod'
import type { Ledger } from '../../../src/ledger/client.ts'
import {
  checkInvariants,
  checkReads,
  checkReport,
  checkStored,
  type Kept,
  newKept,
} from './check.ts'
import { allHolds, isHeld, type Model, newModel, tick } from './model.ts'
import { type Death, die, fireAlarm, inObject, newReal, type Real, readSnapshot } from './real.ts'

// Far ahead of the real time, so that no alarm fires by itself, and a minute before a year turns.
const START_YEAR = 2040
const START_MS = Date.UTC(START_YEAR, 11, 31, 23, 59)
const DAY_MS = 24 * 60 * 60_000
const MAX_ALARMS = 10

/** A history under way: the ledger, what it must be like, and what has been seen of it. */
export type World = {
  real: Real
  model: Model
  kept: Kept
  /** How many mockups were named so far, so that a new one has a name of its own. */
  named: number
  /** How long the report is at least. */
  reported: number
  /** How often each operation had each result, over all histories. */
  seen: Map<string, number>
}

export function newWorld(seen: Map<string, number>): World {
  vi.setSystemTime(START_MS)
  const kept = newKept(START_MS)
  return { real: newReal(), model: newModel(START_MS), kept, named: 0, reported: 0, seen }
}

/** One call: what it must do to the model, the call itself, and the budget it may spend. */
export type Operation = {
  name: string
  act: (model: Model) => unknown
  call: (ledger: Ledger) => Promise<unknown>
  budget?: number
}

/**
 * Makes a call and compares its answer, then everything stored. With a death the object dies while
 * the call is under way and the call is made again, as its caller would: it may then have been done
 * once or twice, and one of these must explain both the answer and what is stored.
 */
export async function perform(world: World, operation: Operation, death?: Death): Promise<void> {
  const { real } = world
  const once = structuredClone(world.model)
  const possible = [{ model: once, answer: operation.act(once) }]
  if (death) {
    const lost = operation.call(real.ledger).catch(() => undefined)
    await die(real, death)
    await lost
    const twice = structuredClone(once)
    possible.push({ model: twice, answer: operation.act(twice) })
  }
  const answer = await operation.call(real.ledger)
  const stored = await readSnapshot(real)
  const problems = possible.map((each) =>
    problemOf(() => {
      expect(answer, operation.name).toEqual(each.answer)
      checkStored(stored, each.model)
    }),
  )
  const explained = possible[problems.indexOf(undefined)]
  if (!explained) throw problems[0]
  world.model = explained.model
  checkInvariants(stored, world.model, world.kept, operation.budget)
  for (const result of resultsOf(answer)) {
    noteSeen(world, `${operation.name.split(' ', 1)}: ${result}`)
  }
  await inObject(real, (object) => checkReads(object, world.model, START_YEAR))
}

/** Compares everything after something that is no call: a death, an alarm, time. */
export async function look(world: World, name: string): Promise<void> {
  const stored = await readSnapshot(world.real)
  checkStored(stored, world.model)
  checkInvariants(stored, world.model, world.kept)
  noteSeen(world, name)
  await inObject(world.real, (object) => checkReads(object, world.model, START_YEAR))
}

export function moveClock(world: World, milliseconds: number): void {
  world.model.nowMs += milliseconds
  world.kept.latestMs = Math.max(world.kept.latestMs, world.model.nowMs)
  vi.setSystemTime(world.model.nowMs)
}

/** Days pass and alarms fire: nothing may be held any longer, and everything is reported. */
export async function bringToRest(world: World): Promise<void> {
  moveClock(world, 3 * DAY_MS)
  for (let alarms = 0; await fireAlarm(world.real); alarms++) {
    tick(world.model)
    if (alarms === MAX_ALARMS) throw new Error('the alarm is set again and again')
  }
  await look(world, 'rest')
  await checkReads(world.real.ledger, world.model, START_YEAR)
  expect(allHolds(world.model).filter(isHeld), 'held for ever').toEqual([])
  await checkReport(world.real, world.model, world.model.settled.length)
}

function noteSeen(world: World, what: string): void {
  world.seen.set(what, (world.seen.get(what) ?? 0) + 1)
}

function problemOf(check: () => void): unknown {
  try {
    check()
    return undefined
  } catch (problem) {
    return problem
  }
}

const reserved = z.object({ items: z.array(z.object({ result: z.string() })) })
const released = z.object({ voided: z.array(z.string()), inFlight: z.array(z.string()) })

/** What an answer names: its result, those of its items, or what a release has found. */
function resultsOf(answer: unknown): string[] {
  if (typeof answer === 'string') return [answer]
  const items = reserved.safeParse(answer)
  if (items.success) return items.data.items.map((item) => item.result)
  const ended = released.safeParse(answer)
  if (ended.success) {
    const { voided, inFlight } = ended.data
    return [voided.length > 0 ? 'voided' : [], inFlight.length > 0 ? 'in flight' : []].flat()
  }
  if (typeof answer !== 'object' || answer === null) return ['done']
  return ['result' in answer ? String(answer.result) : 'done']
}
