import type { RenderPorts } from '../../../src/domain/rendering/render-one.ts'
import type { LedgerCore, LedgerHost } from '../../../src/ledger/create-ledger.ts'
import type { LedgerStorage } from '../../../src/ledger/storage.ts'

/** A mistake put into one place of the world, so that the simulation can show that it finds it. */
export type PlantedBug = {
  ledger?: (ledger: LedgerCore, storage: LedgerStorage) => LedgerCore
  storage?: (storage: LedgerStorage, now: () => number) => LedgerStorage
  host?: (host: LedgerHost) => LedgerHost
  ports?: (ports: RenderPorts) => RenderPorts
  appendsReports?: boolean
  acksFirst?: boolean
  sweepsNothing?: boolean
}

export const NO_BUG: PlantedBug = {}

/** Whoever asks may begin, also while another one holds the lease. */
const noLeaseCheck: PlantedBug = {
  ledger: (ledger, storage) => ({
    ...ledger,
    begin(attemptId, budget) {
      const answer = ledger.begin(attemptId, budget)
      const hold = storage.readHold(attemptId)
      if (answer.result !== 'leased' || !hold) return answer
      return { result: 'begun', token: hold.token, failures: hold.failures }
    },
  }),
}

/** The credit is spent before the vendor was asked. */
const settledBeforeTheCall: PlantedBug = {
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async callStarted(token) {
        const started = await ports.ledger.callStarted(token)
        if (started === 'started') await ports.ledger.charged(token, 'https://vendor.example/soon')
        return started
      },
    },
  }),
}

/** A lapsed lease gives the credit free, although the paid call had started. */
const startedCallExpired: PlantedBug = {
  storage: (storage, now) => ({
    ...storage,
    readLapsed: (nowMs, limit) =>
      storage.readLapsed(nowMs, limit).map((hold) => ({ ...hold, callStarted: false })),
    readHold(attemptId) {
      const hold = storage.readHold(attemptId)
      return hold && hold.leaseUntilMs <= now() ? { ...hold, callStarted: false } : hold
    },
  }),
}

/** Every report inserts, whatever is there already. */
const reportAppends: PlantedBug = { appendsReports: true }

/** Nothing wakes the ledger. */
const noAlarm: PlantedBug = { host: (host) => ({ ...host, setAlarm: () => undefined }) }

/** Whoever comes too late is heard all the same, as if it held the newest token. */
const staleTokenHeard: PlantedBug = {
  ledger: (ledger, storage) => ({
    ...ledger,
    notCharged: (attemptId, token, end, note) =>
      ledger.notCharged(attemptId, storage.readHold(attemptId)?.token ?? token, end, note),
  }),
}

/** Whoever came too late goes on and ends the mockup by what it has seen. */
const lateAnswerCounts: PlantedBug = {
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async notCharged(token, end, note) {
        const heard = await ports.ledger.notCharged(token, end, note)
        return heard === 'stale' ? 'kept' : heard
      },
    },
  }),
}

/** A message is done before its work is, and nothing looks for what was left behind. */
const ackBeforeRecord: PlantedBug = { acksFirst: true, sweepsNothing: true }

/** Each bug with the invariants that may give it away. */
export const PLANTED_BUGS: { what: string; bug: PlantedBug; breaks: RegExp }[] = [
  { what: 'no lease check', bug: noLeaseCheck, breaks: /^I4/ },
  { what: 'settled before the call', bug: settledBeforeTheCall, breaks: /^I4/ },
  { what: 'a started call expires', bug: startedCallExpired, breaks: /^I4/ },
  { what: 'the report inserts what is there', bug: reportAppends, breaks: /^I10/ },
  { what: 'no alarm is set', bug: noAlarm, breaks: /^I3/ },
  { what: 'a stale token is heard', bug: staleTokenHeard, breaks: /^I8/ },
  { what: 'an answer that came too late counts', bug: lateAnswerCounts, breaks: /^I[34]/ },
  { what: 'done before it is recorded, and no sweep', bug: ackBeforeRecord, breaks: /^I7/ },
]
