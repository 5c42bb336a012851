import { DurableObject } from 'cloudflare:workers'
import { createLog } from '../log.ts'
import { createLedger, type LedgerCore } from './create-ledger.ts'
import type { FreeEnd } from './entries.ts'
import { openStorage } from './storage.ts'
import type { Adjustment, ReleaseTarget, ReserveRequest } from './types.ts'
import { writeReport } from './write-report.ts'

/**
 * The credits of one user: the record of what is held and spent. One object a user, named by the
 * user's id. What it does is in create-ledger.ts; this is where it lives.
 */
export class CreditLedger extends DurableObject<Env> {
  private readonly ledger: LedgerCore

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.ledger = createLedger({
      storage: openStorage(state.storage.sql),
      transaction: (work) => state.storage.transactionSync(work),
      now: () => Date.now(),
      setAlarm: (atMs) => void state.storage.setAlarm(atMs),
      clearAlarm: () => void state.storage.deleteAlarm(),
      report: (userId, entries) => writeReport(env.DB, userId, entries),
      log: createLog({ object: 'credit-ledger' }),
    })
  }

  reserveMany(request: ReserveRequest) {
    return this.ledger.reserveMany(request)
  }

  confirm(groupId: string) {
    return this.ledger.confirm(groupId)
  }

  renew(mockupIds: string[]) {
    return this.ledger.renew(mockupIds)
  }

  begin(attemptId: string) {
    return this.ledger.begin(attemptId)
  }

  callStarted(attemptId: string, token: number, timeoutMs: number) {
    return this.ledger.callStarted(attemptId, token, timeoutMs)
  }

  charged(attemptId: string, token: number, exportUrl: string) {
    return this.ledger.charged(attemptId, token, exportUrl)
  }

  notCharged(attemptId: string, token: number, end: FreeEnd, note: string) {
    return this.ledger.notCharged(attemptId, token, end, note)
  }

  unknown(attemptId: string, token: number, note: string) {
    return this.ledger.unknown(attemptId, token, note)
  }

  release(target: ReleaseTarget, note: string) {
    return this.ledger.release(target, note)
  }

  releaseGroup(groupId: string, note: string) {
    return this.ledger.releaseGroup(groupId, note)
  }

  states(attemptIds: string[]) {
    return this.ledger.states(attemptIds)
  }

  newestStates(pictureIds: string[]) {
    return this.ledger.newestStates(pictureIds)
  }

  paid(pictureIds: string[]) {
    return this.ledger.paid(pictureIds)
  }

  resolveSuspect(attemptId: string, decision: 'post' | 'void', note: string) {
    return this.ledger.resolveSuspect(attemptId, decision, note)
  }

  close(attemptIds: string[]) {
    return this.ledger.close(attemptIds)
  }

  adjust(adjustment: Adjustment) {
    return this.ledger.adjust(adjustment)
  }

  usage(year: number, month: number, budget: number) {
    return this.ledger.usage(year, month, budget)
  }

  settledAfter(sequence: number, limit: number) {
    return this.ledger.settledAfter(sequence, limit)
  }

  lastSequence() {
    return this.ledger.lastSequence()
  }

  reportAgain() {
    return this.ledger.reportAgain()
  }

  audit() {
    return this.ledger.audit()
  }

  override alarm() {
    return this.ledger.alarm()
  }
}
