import type { CreditLedger } from './credit-ledger.ts'
import type { BeginResult, FreeEnd } from './entries.ts'
import type { Settled } from './storage.ts'
import type {
  Adjustment,
  AttemptState,
  Released,
  ReserveRequest,
  ReserveResult,
  Usage,
} from './types.ts'

/** One user's credit ledger as the rest of the hub sees it. */
export type Ledger = {
  reserveMany(request: Omit<ReserveRequest, 'userId'>): Promise<ReserveResult>
  confirm(groupId: string): Promise<{ confirmed: number }>
  begin(attemptId: string, budget: number): Promise<BeginResult>
  callStarted(attemptId: string, token: number, timeoutMs: number): Promise<'started' | 'stale'>
  charged(attemptId: string, token: number, exportUrl: string): Promise<'charged' | 'stale'>
  notCharged(
    attemptId: string,
    token: number,
    end: FreeEnd,
    note: string,
  ): Promise<'kept' | 'given_back' | 'stale'>
  unknown(attemptId: string, token: number, note: string): Promise<'suspect' | 'stale'>
  release(attemptIds: string[], note: string): Promise<Released>
  releaseGroup(groupId: string, note: string): Promise<Released>
  states(attemptIds: string[]): Promise<AttemptState[]>
  suspects(limit: number): Promise<AttemptState[]>
  resolveSuspect(
    attemptId: string,
    decision: 'post' | 'void',
    note: string,
  ): Promise<'posted' | 'voided' | 'not_suspect'>
  forgetPictures(mockupIds: string[]): Promise<void>
  adjust(adjustment: Omit<Adjustment, 'userId'>): Promise<'adjusted' | 'exists'>
  usage(year: number, month: number, budget: number): Promise<Usage>
  settledAfter(sequence: number, limit: number): Promise<Settled[]>
  lastSequence(): Promise<number>
  reportAgain(): Promise<void>
}

/** A fresh stub each call: after an object's restart an old one stays broken. */
export function ledgerOf(namespace: DurableObjectNamespace<CreditLedger>, userId: string): Ledger {
  const stub = () => namespace.getByName(userId)
  return {
    reserveMany: async (request) => stub().reserveMany({ ...request, userId }),
    confirm: async (groupId) => stub().confirm(groupId),
    begin: async (attemptId, budget) => stub().begin(attemptId, budget),
    callStarted: async (attemptId, token, timeoutMs) =>
      stub().callStarted(attemptId, token, timeoutMs),
    charged: async (attemptId, token, exportUrl) => stub().charged(attemptId, token, exportUrl),
    notCharged: async (attemptId, token, end, note) =>
      stub().notCharged(attemptId, token, end, note),
    unknown: async (attemptId, token, note) => stub().unknown(attemptId, token, note),
    release: async (attemptIds, note) => stub().release(attemptIds, note),
    releaseGroup: async (groupId, note) => stub().releaseGroup(groupId, note),
    states: async (attemptIds) => stub().states(attemptIds),
    suspects: async (limit) => stub().suspects(limit),
    resolveSuspect: async (attemptId, decision, note) =>
      stub().resolveSuspect(attemptId, decision, note),
    forgetPictures: async (mockupIds) => stub().forgetPictures(mockupIds),
    adjust: async (adjustment) => stub().adjust({ ...adjustment, userId }),
    usage: async (year, month, budget) => stub().usage(year, month, budget),
    settledAfter: async (sequence, limit) => stub().settledAfter(sequence, limit),
    lastSequence: async () => stub().lastSequence(),
    reportAgain: async () => stub().reportAgain(),
  }
}
