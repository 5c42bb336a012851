import type { WaitReason } from '../../db/schema/pictures.ts'
import type { RenderAnswer } from '../../integrations/dynamic-mockups/create-render.ts'
import type { Download } from '../../integrations/dynamic-mockups/download-result.ts'
import type { ProbeAnswer } from '../../integrations/dynamic-mockups/probe.ts'
import type { BeginResult, FreeEnd } from '../../ledger/entries.ts'
import type { CallOutcome, Permit } from '../../limiter/core.ts'
import type { Failure } from '../pictures/picture.ts'
import type { StoredResult } from '../pictures/store-picture.ts'

/** Why the vendor refuses the key, with its HTTP status and code where it gave them. */
export type Refusal = Pick<Failure, 'message' | 'status' | 'vendorCode'>

type StoredShape = Extract<StoredResult, { kind: 'stored' }>['file']

type Prepared = { call(): Promise<RenderAnswer> }

/**
 * What is ready, or why it is not: `changed`, nobody wants this picture any more, since artwork or
 * scene have changed or those who waited have gone.
 */
export type Preparation =
  | { ready: Prepared }
  | { failure: Failure }
  | { denied: Refusal }
  | { waitMs: number }
  | 'changed'
  | 'unreachable'

/** What rendering needs of the world. */
export type RenderPorts = {
  /** When this picture was asked for, in milliseconds. */
  acceptedAtMs: number
  /** When the picture's row was last written, in milliseconds. */
  writtenAtMs: number
  /** It waits, and nothing of this attempt is paid: to wait longer it need not be begun. */
  isUntouched: boolean
  /** Whether it has only waited for a vendor that could not be reached until now. */
  wasUnreachable: boolean
  now(): number
  random(): number
  sleep(milliseconds: number): Promise<void>
  ledger: {
    begin(): Promise<BeginResult>
    callStarted(token: number): Promise<'started' | 'stale'>
    charged(token: number, exportUrl: string): Promise<'charged' | 'corrected' | 'stale'>
    notCharged(token: number, end: FreeEnd, note: string): Promise<'kept' | 'given_back' | 'stale'>
    unknown(token: number, note: string): Promise<'suspect' | 'stale'>
  }
  limiter: {
    /** A permit for a call in at most so many milliseconds. */
    take(patienceMs: number): Promise<Permit>
    /** What `take` would answer for a call now, counting nothing. */
    peek(): Promise<Permit>
    report(outcome: CallOutcome): Promise<void>
  }
  /** Runs long calls: so many at once that the others have a connection left. */
  atVendor<Result>(work: () => Promise<Result>): Promise<Result>
  /** A call that costs nothing. */
  probe(): Promise<ProbeAnswer>
  /** Gets artwork and template ready; a failure here is definite and nothing was paid. */
  prepare(): Promise<Preparation>
  /** Counts a paid call against what the key may spend in all; `full`: it may not. */
  spend(): Promise<'ok' | 'full'>
  isStored(): Promise<boolean>
  download(exportUrl: string): Promise<Download>
  /** Puts the picture where it belongs as it arrives, once. */
  store(result: Extract<Download, { kind: 'open' }>): Promise<StoredResult>
  markRendering(): Promise<void>
  /** `file` is what is known of the stored picture, where it was stored just now. */
  record(file?: StoredShape): Promise<void>
  fail(failure: Failure): Promise<void>
  /** The vendor refuses the key: this and everything else of that key stops, with the reason. */
  park(refusal: Refusal): Promise<void>
  /** Defers the picture: written down, and a message for after the delay. */
  defer(milliseconds: number, reason: WaitReason): Promise<void>
  /** Only the message: somebody else is at work on the picture, or its turn comes soon. */
  requeue(milliseconds: number): Promise<void>
  /** Those who wait get the picture of now, with a credit of its own. */
  startAgain(why: 'moved' | 'expired'): Promise<void>
  /** The vendor says it charged what had been given back: the user is notified. */
  notifyCorrection(): Promise<void>
}

export type RenderEnd = 'recorded' | 'failed' | 'suspect' | 'waiting' | 'parked' | 'superseded'

const LONGEST_SLEEP_MS = 1_000
/** What is ready waits no longer for a place at the vendor: its lease of 30 seconds must last. */
const LONGEST_READY_MS = 20_000
/**
 * A crowd that is let in five a second asks again at different moments within so long: others wait
 * in the same queue, and no permit is left over.
 */
const RATE_WAIT_MS = 5_000
const UNREACHABLE_WAIT_MS = 20_000
const DOWNLOAD_WAIT_MS = 15_000
// As the limiter takes a 429: this long where nothing is said, and no longer than this.
const TOLD_TO_WAIT_MS = 10_000
const LONGEST_TOLD_WAIT_MS = 10 * 60_000
/** What was not written for so long is sent again by the sweep: that costs a message, and no more. */
export const SWEPT_AFTER_MS = 30_000
/** A run of the largest size ends within this; what still fails goes to the retry queue. */
export const RUN_LIMIT_MS = 600_000
/** After this long without a vendor to render it, the credit is released. */
const LONGEST_WAIT_MS = 7 * 24 * 60 * 60_000
/** A result's link dies a day after the call: then it is fetched no more. */
const LONGEST_FETCH_MS = LONGEST_WAIT_MS + 24 * 60 * 60_000
const TRIES_PER_RUN = 2
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 60_000
const JITTER_SHARE = 0.25
const KEY_REFUSED = 'Dynamic Mockups refused the API key'
const SHARED_KEY_SPENT =
  'Haven Hub’s shared Dynamic Mockups key has used its credits for this year. Connect your own key'
const CHANGED_NOTE = 'Artwork or scene has changed since it was asked for'

/**
 * Renders one picture, whatever has happened to it before: the paid call is made at most once, and
 * what is paid for is fetched and recorded. Safe to run again at any point, and twice at once.
 * Whoever comes too late for the ledger decides nothing about the picture either: `superseded`.
 */
export async function renderOne(ports: RenderPorts): Promise<RenderEnd> {
  const wait = ports.isUntouched && !isTooOld(ports) ? await peekWait(ports) : undefined
  if (wait && isBrief(ports, wait)) return comeBack(ports, wait.waitMs)
  if (wait) return defer(ports, wait.waitMs, wait.reason)
  const begun = await ports.ledger.begin()
  switch (begun.result) {
    case 'begun':
      return payOnce(ports, begun.token, begun.failures)
    case 'posted':
      return collect(ports, begun.exportUrl)
    case 'leased':
      await ports.requeue(Math.max(1_000, begun.untilMs - ports.now()))
      return 'waiting'
    case 'suspect':
      return fail(ports, suspect(begun.note))
    case 'voided':
      if (begun.note === CHANGED_NOTE) return startAgain(ports, 'moved')
      return fail(ports, {
        code: 'vendor',
        message: begun.note ?? 'Render failed',
        retry: 'later',
      })
    case 'expired':
    case 'unknown':
      return startAgain(ports, 'expired')
  }
}

async function payOnce(ports: RenderPorts, token: number, failures: number): Promise<RenderEnd> {
  const begunAtMs = ports.now()
  if (await ports.isStored()) {
    const note = 'The picture was stored already'
    const given = await ports.ledger.notCharged(token, 'give_back', note)
    if (given === 'stale') return 'superseded'
    return record(ports)
  }
  // What is untouched was looked at before it began.
  const wait = ports.isUntouched && !isTooOld(ports) ? undefined : await peekWait(ports)
  if (wait) return keepAndWait(ports, token, wait)
  await ports.markRendering()
  const prepared = await ports.prepare()
  if (prepared === 'unreachable') return keepAndWait(ports, token, UNREACHABLE)
  if (prepared === 'changed') {
    const given = await ports.ledger.notCharged(token, 'give_back', CHANGED_NOTE)
    return given === 'stale' ? 'superseded' : startAgain(ports, 'moved')
  }
  if ('waitMs' in prepared) {
    return keepAndWait(ports, token, { waitMs: prepared.waitMs, reason: 'told_to_wait' })
  }
  if ('denied' in prepared) return park(ports, token, prepared.denied)
  if ('failure' in prepared) return giveBack(ports, token, prepared.failure)
  const called = await ports.atVendor(() => callOnce(ports, token, begunAtMs, prepared.ready))
  if (called === 'superseded') return 'superseded'
  if (called === 'too_late') return beginAgain(ports, token)
  if ('wait' in called) return keepAndWait(ports, token, called.wait)
  if ('denied' in called) return park(ports, token, called.denied)
  return settle(ports, token, failures, called.answer)
}

type Called =
  | { answer: RenderAnswer }
  | { wait: Wait }
  | { denied: Refusal }
  | 'too_late'
  | 'superseded'

/** In a place at the vendor: permit, a free call where it is asked for, and the paid call. */
async function callOnce(
  ports: RenderPorts,
  token: number,
  begunAtMs: number,
  ready: Prepared,
): Promise<Called> {
  if (ports.now() - begunAtMs > LONGEST_READY_MS) return 'too_late'
  const permit = await ports.limiter.take(LONGEST_SLEEP_MS)
  if (permit.result === 'wait') return { wait: waitFor(ports, permit) }
  if (permit.waitMs > 0) await ports.sleep(permit.waitMs)
  if (permit.probe) {
    const there = await ports.probe()
    if (there === 'unreachable') {
      await ports.limiter.report({ kind: 'failed' })
      return { wait: UNREACHABLE }
    }
    await ports.limiter.report({ kind: 'answered' })
    if (there === 'unauthorized')
      return { denied: { message: KEY_REFUSED, status: 401, vendorCode: 'UNAUTHORIZED' } }
  }
  if ((await ports.spend()) === 'full') return { denied: { message: SHARED_KEY_SPENT } }
  if ((await ports.ledger.callStarted(token)) === 'stale') return 'superseded'
  return { answer: await ready.call() }
}

/** The lease was used up waiting for a place at the vendor: all is looked at once more. */
async function beginAgain(ports: RenderPorts, token: number): Promise<RenderEnd> {
  const kept = await ports.ledger.notCharged(token, 'wait', 'Waited for a place at the vendor')
  if (kept === 'stale') return 'superseded'
  return kept === 'given_back' ? startAgain(ports, 'expired') : renderOne(ports)
}

type Wait = { waitMs: number; reason: WaitReason }

const UNREACHABLE: Wait = { waitMs: UNREACHABLE_WAIT_MS, reason: 'unreachable' }

function waitFor(
  ports: RenderPorts,
  { waitMs, reason }: Extract<Permit, { result: 'wait' }>,
): Wait {
  const turnMs = reason === 'rate' ? Math.max(waitMs, ports.random() * RATE_WAIT_MS) : waitMs
  return { waitMs: turnMs, reason }
}

/** Looked at first, and counted when the call is made: what waits is not made ready. */
async function peekWait(ports: RenderPorts): Promise<Wait | undefined> {
  const permit = await ports.limiter.peek()
  const isLong = permit.result === 'wait' && permit.waitMs > LONGEST_SLEEP_MS
  return isLong ? waitFor(ports, permit) : undefined
}

/** Its turn comes before the sweep would miss it: that is not worth writing down. */
function isBrief(ports: RenderPorts, { waitMs, reason }: Wait): boolean {
  if (reason !== 'rate' || ports.wasUnreachable) return false
  return ports.now() + waitMs < ports.writtenAtMs + SWEPT_AFTER_MS
}

async function comeBack(ports: RenderPorts, milliseconds: number): Promise<RenderEnd> {
  await ports.requeue(jittered(ports, milliseconds))
  return 'waiting'
}

function isTooOld(ports: RenderPorts): boolean {
  return ports.now() - ports.acceptedAtMs > LONGEST_WAIT_MS
}

/** Keeps the credit and defers the render; not for ever. */
async function keepAndWait(
  ports: RenderPorts,
  token: number,
  { waitMs, reason }: Wait,
): Promise<RenderEnd> {
  if (isTooOld(ports)) {
    return giveBack(ports, token, {
      code: 'vendor',
      message: `${WAITED_IN_VAIN[reason]} for 7 days. The credit was returned; nothing was charged.`,
      retry: 'by_hand',
    })
  }
  const kept = await ports.ledger.notCharged(token, 'wait', `Waiting: ${reason}`)
  if (kept === 'stale') return 'superseded'
  // Nobody claimed it: the rows tell who has cancelled, and whose claim only ran out.
  return kept === 'given_back' ? startAgain(ports, 'expired') : defer(ports, waitMs, reason)
}

const WAITED_IN_VAIN = {
  rate: 'The rate limit of Dynamic Mockups was reached',
  told_to_wait: 'Dynamic Mockups asked Haven Hub to slow down',
  breaker: 'Dynamic Mockups could not be reached',
  unreachable: 'Dynamic Mockups could not be reached',
  second_try: 'Dynamic Mockups failed again',
  download: 'The mockup could not be downloaded',
} as const satisfies Record<WaitReason, string>

async function giveBack(ports: RenderPorts, token: number, failure: Failure): Promise<RenderEnd> {
  const given = await ports.ledger.notCharged(token, 'give_back', failure.message)
  return given === 'stale' ? 'superseded' : fail(ports, failure)
}

async function startAgain(ports: RenderPorts, why: 'moved' | 'expired'): Promise<RenderEnd> {
  await ports.startAgain(why)
  return 'superseded'
}

/** Ends the paid call in the ledger before anything else: money first. */
async function settle(
  ports: RenderPorts,
  token: number,
  failures: number,
  answer: RenderAnswer,
): Promise<RenderEnd> {
  switch (answer.kind) {
    case 'rendered': {
      const charged = await ports.ledger.charged(token, answer.exportUrl)
      await ports.limiter.report({ kind: 'answered' })
      if (charged === 'corrected') await ports.notifyCorrection()
      return charged === 'stale' ? 'superseded' : fetchResult(ports, answer.exportUrl)
    }
    case 'rate_limited': {
      const kept = await ports.ledger.notCharged(token, 'wait', 'Dynamic Mockups asked to wait')
      const { retryAfterMs } = answer
      await ports.limiter.report({ kind: 'rate_limited', retryAfterMs })
      if (kept === 'stale') return 'superseded'
      if (kept === 'given_back') return startAgain(ports, 'expired')
      const waitMs = Math.min(retryAfterMs ?? TOLD_TO_WAIT_MS, LONGEST_TOLD_WAIT_MS)
      return defer(ports, waitMs, 'told_to_wait')
    }
    case 'free':
      return refused(ports, token, failures, answer)
    case 'denied': {
      await ports.limiter.report({ kind: 'answered' })
      const { status, vendorCode } = answer
      return park(ports, token, { message: deniedSentence(answer), status, vendorCode })
    }
    case 'unknown': {
      const held = await ports.ledger.unknown(token, answer.message)
      await ports.limiter.report({ kind: answer.answered ? 'answered' : 'failed' })
      if (held === 'stale') return 'superseded'
      const { status, vendorCode } = answer
      return fail(ports, { ...suspect(answer.message), status, vendorCode })
    }
  }
}

async function refused(
  ports: RenderPorts,
  token: number,
  failures: number,
  answer: Extract<RenderAnswer, { kind: 'free' }>,
): Promise<RenderEnd> {
  // A vendor that was away for longer than that used up no try.
  const isInTime = ports.wasUnreachable || ports.now() - ports.acceptedAtMs < RUN_LIMIT_MS
  const again = answer.tryAgain && failures + 1 < TRIES_PER_RUN && isInTime
  const end = again ? 'again' : 'give_back'
  const heard = await ports.ledger.notCharged(token, end, answer.message)
  await ports.limiter.report({ kind: 'answered' })
  if (heard === 'stale') return 'superseded'
  if (again && heard === 'kept') {
    return defer(ports, Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS), 'second_try')
  }
  const { message, status, vendorCode } = answer
  const retry = answer.tryAgain ? 'later' : 'by_hand'
  return fail(ports, { code: 'vendor', message, status, vendorCode, retry })
}

/** What is paid for: fetch it, keep it, record it. */
async function collect(ports: RenderPorts, exportUrl: string | null): Promise<RenderEnd> {
  if (await ports.isStored()) return record(ports)
  if (exportUrl === null)
    return fail(ports, lost('It was marked as charged, and there is no download link'))
  return fetchResult(ports, exportUrl)
}

async function fetchResult(ports: RenderPorts, exportUrl: string): Promise<RenderEnd> {
  const download = await ports.download(exportUrl)
  if (download.kind === 'failed') return fetchLater(ports, download.message)
  if (download.kind !== 'open') return fail(ports, lost(download.message))
  const stored = await ports.store(download)
  switch (stored.kind) {
    case 'stored':
      return record(ports, stored.file)
    case 'broken':
      return fetchLater(ports, stored.message)
    case 'no_picture':
      return fail(ports, lost('The result is not an image'))
    case 'too_large':
      return fail(ports, lost('The result is too large'))
  }
}

async function fetchLater(ports: RenderPorts, message: string): Promise<RenderEnd> {
  const isLate = ports.now() - ports.acceptedAtMs > LONGEST_FETCH_MS
  return isLate ? fail(ports, lost(message)) : defer(ports, DOWNLOAD_WAIT_MS, 'download')
}

async function record(ports: RenderPorts, file?: StoredShape): Promise<RenderEnd> {
  await ports.record(file)
  return 'recorded'
}

/** The vendor refuses the key: releases the credit, and stops everything that waits for the key. */
async function park(ports: RenderPorts, token: number, refusal: Refusal): Promise<RenderEnd> {
  const given = await ports.ledger.notCharged(token, 'give_back', refusal.message)
  if (given === 'stale') return 'superseded'
  await ports.park(refusal)
  return 'parked'
}

function deniedSentence({ status, message }: { status?: number; message: string }): string {
  return status === 401
    ? `${KEY_REFUSED}: ${message}`
    : `Dynamic Mockups refused to render: ${message}`
}

async function defer(
  ports: RenderPorts,
  milliseconds: number,
  reason: WaitReason,
): Promise<RenderEnd> {
  await ports.defer(jittered(ports, milliseconds), reason)
  return 'waiting'
}

function jittered(ports: RenderPorts, milliseconds: number): number {
  return Math.ceil(milliseconds * (1 + JITTER_SHARE * ports.random()))
}

async function fail(ports: RenderPorts, failure: Failure): Promise<RenderEnd> {
  await ports.fail(failure)
  return failure.code === 'suspect' ? 'suspect' : 'failed'
}

function suspect(note: string | null): Failure {
  const why = note ?? 'Render failed: no answer'
  return {
    code: 'suspect',
    message: `${why}. It may have been charged. Decide whether to render it again.`,
    retry: 'never',
  }
}

function lost(why: string): Failure {
  return {
    code: 'lost',
    message: `The credit was charged, but the mockup cannot be downloaded. ${why}.`,
    paid: true,
    retry: 'by_hand',
  }
}
