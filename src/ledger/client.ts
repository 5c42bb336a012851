import { chunksOf } from '../chunks.ts'
import { MAX_ASKED, MAX_MOCKUPS } from './create-ledger.ts'
import type { CreditLedger } from './credit-ledger.ts'
import type { BeginResult, FreeEnd } from './entries.ts'
import type {
  Adjustment,
  AttemptState,
  PaidShare,
  Released,
  ReleaseTarget,
  ReserveRequest,
  ReserveResult,
  Settled,
  Usage,
} from './types.ts'

/**
 * One user's credit ledger as the rest of the hub sees it. docs/ledger.md has the protocol. Lists of
 * ids may be of any length; a long one is several calls, so that a fault may leave it half done.
 */
export type Ledger = {
  /** One credit for each picture that needs a new attempt: all of them or none. */
  reserveMany(request: Omit<ReserveRequest, 'userId'>): Promise<ReserveResult>
  /** The group's rows are written: its claims last 24 hours. Returns how many are living. */
  confirm(groupId: string): Promise<{ confirmed: number }>
  /** The work of these mockups is still wanted: their living claims last 24 hours from now. */
  renew(mockupIds: string[]): Promise<{ renewed: number }>
  /** Takes the right to make the paid call, for 30 seconds. Never makes a hold. */
  begin(attemptId: string): Promise<BeginResult>
  /** Durable before the paid call. `stale` means: do not call. */
  callStarted(attemptId: string, token: number, timeoutMs: number): Promise<'started' | 'stale'>
  /**
   * Posts the credit and keeps the link. `corrected`: the credit had been given back already, and
   * one correction of 1 credit was written instead; whoever gets it notifies the user.
   */
  charged(
    attemptId: string,
    token: number,
    exportUrl: string,
  ): Promise<'charged' | 'corrected' | 'stale'>
  /** The call was proven free. An attempt that nobody claims any more is `given_back` always. */
  notCharged(
    attemptId: string,
    token: number,
    end: FreeEnd,
    note: string,
  ): Promise<'kept' | 'given_back' | 'stale'>
  /** Nobody knows whether the call was paid: the credit stays held until it is decided. */
  unknown(attemptId: string, token: number, note: string): Promise<'suspect' | 'stale'>
  /** Drops the claims of a run, mockups or attempts; a pending hold without a claim is voided. */
  release(target: ReleaseTarget, note: string): Promise<Released>
  /** The same for a group whose rows were never written. */
  releaseGroup(groupId: string, note: string): Promise<Released>
  /** What has become of attempts; those never reserved are left out. */
  states(attemptIds: string[]): Promise<AttemptState[]>
  /** The newest attempt of each picture; pictures never reserved are left out. */
  newestStates(pictureIds: string[]): Promise<AttemptState[]>
  /** Net settled credits, by picture and mockup. */
  paid(pictureIds: string[]): Promise<PaidShare[]>
  /** A person, or the reconciler after a day, decides a suspect attempt. */
  resolveSuspect(
    attemptId: string,
    decision: 'post' | 'void',
    note: string,
  ): Promise<'posted' | 'voided' | 'not_suspect'>
  /** What these attempts paid for is gone or lost: they answer no more requests. */
  close(attemptIds: string[]): Promise<void>
  /** A refund or a correction, as an entry of its own, once a key. */
  adjust(adjustment: Omit<Adjustment, 'userId'>): Promise<'adjusted' | 'exists'>
  /** What is spent and held in a UTC year and month, under a budget. */
  usage(year: number, month: number, budget: number): Promise<Usage>
  /** Settled entries after a sequence number, at most 1,000. */
  settledAfter(sequence: number, limit: number): Promise<Settled[]>
  lastSequence(): Promise<number>
  /** The report has lost entries: all are put into it again; what is there stays. */
  reportAgain(): Promise<void>
  /** Adds up a part of all entries again, once most of a day; `unfinished` asks for another call. */
  audit(): Promise<'unfinished' | 'sound' | 'flawed'>
}

/** A fresh stub each call: after an object's restart an old one stays broken. */
export function ledgerOf(namespace: DurableObjectNamespace<CreditLedger>, userId: string): Ledger {
  const stub = () => namespace.getByName(userId)
  return {
    reserveMany: async (request) => stub().reserveMany({ ...request, userId }),
    confirm: async (groupId) => stub().confirm(groupId),
    renew: async (mockupIds) => {
      const parts = await inParts(mockupIds, MAX_MOCKUPS, (some) => stub().renew(some))
      return { renewed: parts.reduce((sum, part) => sum + part.renewed, 0) }
    },
    begin: async (attemptId) => stub().begin(attemptId),
    callStarted: async (attemptId, token, timeoutMs) =>
      stub().callStarted(attemptId, token, timeoutMs),
    charged: async (attemptId, token, exportUrl) => stub().charged(attemptId, token, exportUrl),
    notCharged: async (attemptId, token, end, note) =>
      stub().notCharged(attemptId, token, end, note),
    unknown: async (attemptId, token, note) => stub().unknown(attemptId, token, note),
    release: async (target, note) => {
      const all: Released = { voided: [], inFlight: [] }
      for (const part of partsOf(target)) {
        const { voided, inFlight } = await stub().release(part, note)
        all.voided.push(...voided)
        all.inFlight.push(...inFlight)
      }
      return all
    },
    releaseGroup: async (groupId, note) => stub().releaseGroup(groupId, note),
    states: async (ids) => (await inParts(ids, MAX_ASKED, (some) => stub().states(some))).flat(),
    newestStates: async (ids) =>
      (await inParts(ids, MAX_ASKED, (some) => stub().newestStates(some))).flat(),
    paid: async (ids) => (await inParts(ids, MAX_ASKED, (some) => stub().paid(some))).flat(),
    resolveSuspect: async (attemptId, decision, note) =>
      stub().resolveSuspect(attemptId, decision, note),
    close: async (attemptIds) => {
      await inParts(attemptIds, MAX_ASKED, (some) => stub().close(some))
    },
    adjust: async (adjustment) => stub().adjust({ ...adjustment, userId }),
    usage: async (year, month, budget) => stub().usage(year, month, budget),
    settledAfter: async (sequence, limit) => stub().settledAfter(sequence, limit),
    lastSequence: async () => stub().lastSequence(),
    reportAgain: async () => stub().reportAgain(),
    audit: async () => stub().audit(),
  }
}

/** One call after another, each with a part of the list; none for an empty list. */
async function inParts<Answer>(
  ids: readonly string[],
  size: number,
  call: (some: string[]) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const some of chunksOf(ids, size)) answers.push(await call(some))
  return answers
}

function partsOf(target: ReleaseTarget): ReleaseTarget[] {
  if ('mockupIds' in target) {
    return chunksOf(target.mockupIds, MAX_MOCKUPS).map((mockupIds) => ({ mockupIds }))
  }
  if ('attemptIds' in target) {
    return chunksOf(target.attemptIds, MAX_ASKED).map((attemptIds) => ({ attemptIds }))
  }
  return [target]
}
