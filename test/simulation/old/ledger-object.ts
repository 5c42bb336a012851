import { DatabaseSync } from 'node:sqlite'
import {
  createLedger,
  type LedgerCore,
  type LedgerHost,
} from '../../../src/ledger/create-ledger.ts'
import { openStorage, type Settled } from '../../../src/ledger/storage.ts'
import { createAlarm } from './alarm.ts'
import { createAudit, type LedgerCall } from './audit-ledger.ts'
import type { Chaos } from './chaos.ts'
import type { PlantedBug } from './planted-bugs.ts'
import type { Process, Scheduler, Task } from './scheduler.ts'
import { toSqlStorage } from './sql-storage.ts'
import { InjectedFault } from './violation.ts'

export type LedgerObject = ReturnType<typeof createLedgerObject>

type Parts = {
  scheduler: Scheduler
  chaos: Chaos
  bug: PlantedBug
  /** Inserts settled entries where reports are made from. */
  insertReport: (entries: Settled[]) => void
}

/** The real ledger in an object that is evicted, fails inside money methods, and has an alarm. */
export function createLedgerObject({ scheduler, chaos, bug, insertReport }: Parts) {
  const db = new DatabaseSync(':memory:')
  const sql = toSqlStorage(db)
  const storage = openStorage(sql)
  const alarm = createAlarm(scheduler, chaos, runAlarm)
  let life = newLife()
  let alarmTask: Task | undefined
  const audit = createAudit({ sql, storage, alarm, now: scheduler.now })
  let core = open()

  function open(): LedgerCore {
    const host: LedgerHost = {
      storage: bug.storage?.(storage, scheduler.now) ?? storage,
      transaction,
      now: scheduler.now,
      setAlarm: alarm.set,
      clearAlarm: alarm.clear,
      report: async (_userId, entries) =>
        alarmTask?.step('d1', `report ${entries.length}`, () => insertReport(entries)),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }
    const opened = createLedger(bug.host?.(host) ?? host)
    return bug.ledger?.(opened, storage) ?? opened
  }

  function transaction<Result>(work: () => Result): Result {
    const before = alarm.dueMs()
    db.exec('BEGIN')
    try {
      const result = work()
      if (chaos.chance(0.004)) throw new InjectedFault('an exception inside a money method')
      db.exec('COMMIT')
      return result
    } catch (cause) {
      db.exec('ROLLBACK')
      if (before === undefined) alarm.clear()
      else alarm.set(before)
      throw cause
    }
  }

  /** Memory is lost with it, storage stays; the platform runs an unfinished alarm again. */
  function newLife(): Process {
    const started = scheduler.process('ledger')
    started.onDeath = () => {
      if (alarm.isRunning()) alarm.failed()
      alarmTask = undefined
      life = newLife()
      core = open()
    }
    return started
  }

  function runAlarm(): void {
    scheduler.spawn(
      life,
      async (task) => {
        alarmTask = task
        await core.alarm()
      },
      alarm.finished,
    )
  }

  return {
    /** One call of the ledger's, with everything checked that must hold before and after it. */
    call<Result>(what: LedgerCall, work: (ledger: LedgerCore) => Result): Result {
      if (chaos.chance(0.01)) scheduler.kill(life)
      return audit.around(what, () => work(core))
    },
    audit,
    storage,
    alarmDueMs: alarm.dueMs,
    close: () => db.close(),
  }
}
