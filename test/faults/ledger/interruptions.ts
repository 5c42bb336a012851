import * as fc from 'fast-check'
import { expect } from 'vitest'
import { checkReport, RETRY_REPORT_MS } from './check.ts'
import * as must from './model.ts'
import {
  die,
  fireAlarm,
  forgetThatItReported,
  readSnapshot,
  runAlarmUnasked,
  withReportRefused,
} from './real.ts'
import { step } from './step.ts'
import { look, moveClock, type World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const clock = fc
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

export const death = fc.constantFrom('evict', 'abort').map((draw) =>
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
    const { alarmMs, settled, reported } = await readSnapshot(world.real)
    if (settled.length > reported)
      expect(alarmMs, 'tried again at once').toBe(world.model.nowMs + RETRY_REPORT_MS)
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

export const alarm = fc
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
  const { settled, reported } = await readSnapshot(world.real)
  if (settled.length > reported) throw new Error('the alarm left something over')
  world.reported = await checkReport(world.real, world.model, world.model.settled.length)
}
