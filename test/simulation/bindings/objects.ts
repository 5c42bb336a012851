import type { Chaos } from '../chaos.ts'
import { double } from '../double.ts'
import type { Random } from '../random.ts'
import type { Process, Scheduler, Service } from '../scheduler.ts'
import { createStorage, type Kept, newKept } from './storage.ts'

type Parts = { scheduler: Scheduler; random: Random; chaos: Chaos }
type Instance = { alarm?: () => void | Promise<void> }
type Cell = {
  name: string
  kept: Kept
  instance: Instance | undefined
  alarm: Process | undefined
  failures: number
}
/** A call as it was made: who watches it sees its arguments and its result. */
export type ObjectCall = { name: string; method: string; args: unknown[]; result: unknown }

const ALARM_AGAIN_MS = 2_000
const MAX_ALARM_FAILURES = 6

export type Objects = ReturnType<typeof createObjects>

/**
 * A namespace of objects. A method runs at once inside its call, as one turn of the real object's
 * synchronous methods does; an eviction drops the instance and keeps its storage; the alarm is a
 * process of its own, fires late or twice where the world has such trouble, and never beside itself.
 */
export function createObjects(
  service: Service,
  { scheduler, random, chaos }: Parts,
  create: (state: DurableObjectState) => object,
  onCall: (call: ObjectCall) => void,
) {
  const cells = new Map<string, Cell>()

  function cellOf(name: string): Cell {
    const known = cells.get(name)
    if (known) return known
    const cell: Cell = { name, kept: newKept(), instance: undefined, alarm: undefined, failures: 0 }
    cells.set(name, cell)
    return cell
  }

  function instanceOf(cell: Cell): Instance {
    if (cell.instance) return cell.instance
    const storage = createStorage(cell.kept, () => watchAlarm(cell))
    const state = double<DurableObjectState>({
      storage,
      id: { name: cell.name, toString: () => cell.name },
      waitUntil: (work: Promise<unknown>) => void work.catch(() => undefined),
      blockConcurrencyWhile: (work: () => Promise<unknown>) => work(),
    })
    cell.instance = create(state)
    return cell.instance
  }

  function evict(cell: Cell): void {
    if (cell.alarm) scheduler.kill(cell.alarm)
    cell.instance = undefined
  }

  function watchAlarm(cell: Cell): void {
    const dueMs = cell.kept.alarmMs
    if (dueMs === undefined) return
    scheduler.at(dueMs + chaos.alarmLatenessMs(), () => fire(cell, dueMs))
  }

  function fire(cell: Cell, dueMs: number): void {
    if (cell.kept.alarmMs !== dueMs) return
    if (cell.alarm) {
      scheduler.at(scheduler.now() + 1_000, () => fire(cell, dueMs))
      return
    }
    cell.kept.alarmMs = undefined
    runAlarm(cell)
    if (chaos.chance('alarms are late', 0.1)) {
      scheduler.at(scheduler.now() + ALARM_AGAIN_MS, () => {
        if (!cell.alarm) runAlarm(cell)
      })
    }
  }

  function runAlarm(cell: Cell): void {
    const failed = () => {
      cell.alarm = undefined
      cell.failures += 1
      if (cell.kept.alarmMs !== undefined || cell.failures > MAX_ALARM_FAILURES) return
      cell.kept.alarmMs = scheduler.now() + ALARM_AGAIN_MS
      watchAlarm(cell)
    }
    const process = scheduler.spawn(
      { name: `alarm ${cell.name.slice(0, 8)}`, kind: 'alarm' },
      async () => {
        const work = instanceOf(cell).alarm?.()
        onCall({ name: cell.name, method: 'alarm', args: [], result: undefined })
        await work
      },
      (error) => {
        if (error !== undefined) return failed()
        cell.alarm = undefined
        cell.failures = 0
      },
    )
    process.onDeath = () => {
      cell.instance = undefined
      failed()
    }
    cell.alarm = process
  }

  function call(cell: Cell, method: string, given: unknown[]): Promise<unknown> {
    const args = structuredClone(given)
    const label = `${cell.name.slice(0, 24)} ${method}(${args.map(brief).join(', ')})`
    return scheduler.step(service, label, () => {
      if (chaos.chance('objects are evicted', 0.05)) evict(cell)
      const instance = instanceOf(cell)
      const work: unknown = Reflect.get(instance, method)
      if (typeof work !== 'function') throw new TypeError(`there is no method ${method}`)
      const result = structuredClone(Reflect.apply(work, instance, args))
      onCall({ name: cell.name, method, args, result })
      if (random.chance(0.5) && chaos.chance('objects are evicted', 0.05)) evict(cell)
      return result
    })
  }

  function stubOf(name: string): object {
    const cell = cellOf(name)
    return new Proxy(
      {},
      {
        get: (_target, method) =>
          typeof method !== 'string' || method === 'then'
            ? undefined
            : (...args: unknown[]) => call(cell, method, args),
      },
    )
  }

  return {
    /** The binding: stubs by name. */
    namespace: { getByName: stubOf, idFromName: (name: string) => name, get: stubOf },
    names: () => [...cells.keys()],
    keptOf: (name: string): Kept | undefined => cells.get(name)?.kept,
    /** The living instance, for reading beside every call; undefined where there is none now. */
    instanceOf: (name: string): object | undefined => cells.get(name)?.instance,
    wake: (name: string): object => instanceOf(cellOf(name)),
    put(name: string, from: { sql: Uint8Array; values: Map<string, unknown> }): void {
      cellOf(name).kept = newKept(from)
    },
    save: () =>
      [...cells].map(([name, { kept }]) => ({
        name,
        sql: kept.db.serialize(),
        values: new Map(structuredClone([...kept.values])),
      })),
    close(): void {
      for (const cell of cells.values()) cell.kept.db.close()
    },
  }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
