import type { FailureCode, WaitReason } from '../../db/schema/mockups.ts'
import type { RenderAnswer } from '../../integrations/dynamic-mockups/create-render.ts'
import type { Download } from '../../integrations/dynamic-mockups/download-result.ts'
import type { ProbeAnswer } from '../../integrations/dynamic-mockups/probe.ts'
import type { BeginResult, FreeEnd } from '../../ledger/entries.ts'
import type { CallOutcome, Permit } from '../../limiter/core.ts'

export type Failure = {
  code: FailureCode
  message: string
  /** The credit is spent all the same. */
  paid?: boolean
  /** `later`: tried again by itself; `by_hand`: only a person may; `never`: it has ended. */
  retry: 'later' | 'by_hand' | 'never'
}

export type Prepared = { call(): Promise<RenderAnswer> }

/** What rendering needs of the world. The consumer, the sweep and the simulation each bring it. */
export type RenderPorts = {
  now(): number
  random(): number
  sleep(milliseconds: number): Promise<void>
  ledger: {
    begin(): Promise<BeginResult>
    callStarted(token: number): Promise<'started' | 'stale'>
    charged(token: number, exportUrl: string): Promise<'charged' | 'stale'>
    notCharged(token: number, end: FreeEnd, note: string): Promise<'kept' | 'given_back' | 'stale'>
    unknown(token: number, note: string): Promise<'suspect' | 'stale'>
  }
  limiter: {
    take(): Promise<Permit>
    report(outcome: CallOutcome): Promise<void>
  }
  /** A call that costs nothing. */
  probe(): Promise<ProbeAnswer>
  /** Gets artwork and template ready; a failure here is definite and nothing was paid. */
  prepare(): Promise<
    { ready: Prepared } | { failure: Failure } | { denied: string } | 'unreachable'
  >
  isStored(): Promise<boolean>
  download(exportUrl: string): Promise<Download>
  /** Puts the picture where it belongs, once. */
  store(bytes: Uint8Array): Promise<'stored' | 'no_picture'>
  markGenerating(): Promise<void>
  record(): Promise<void>
  fail(failure: Failure): Promise<void>
  /** The vendor refuses the key: this and everything else of that key stops, with the reason. */
  park(reason: string): Promise<void>
  /** Puts the mockup off: written down, and a message for after the delay. */
  wait(milliseconds: number, reason: WaitReason): Promise<void>
  /** Only the message: somebody else is at work on the mockup. */
  comeBack(milliseconds: number): Promise<void>
}

export type RenderEnd = 'recorded' | 'failed' | 'suspect' | 'waiting' | 'parked' | 'superseded'

const LONGEST_SLEEP_MS = 5_000
const MAX_SLEEPS = 3
const UNREACHABLE_WAIT_MS = 20_000
const DOWNLOAD_WAIT_MS = 15_000
// As the limiter takes a 429: this long where nothing is said, and no longer than this.
const TOLD_TO_WAIT_MS = 10_000
const LONGEST_TOLD_WAIT_MS = 10 * 60_000
const TRIES_PER_RUN = 2
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 60_000
const JITTER_SHARE = 0.25
const KEY_REFUSED = 'Dynamic Mockups refused the API key'
export const CANCELLED_NOTE = 'Cancelled before it was rendered'

/**
 * Renders one mockup, whatever has happened to it before: paid calls are made at most once, and
 * what is paid for is fetched and recorded. Safe to run again at any point, and twice at once.
 * Whoever comes too late for the ledger decides nothing about the mockup either: `superseded`.
 */
export async function renderOne(ports: RenderPorts): Promise<RenderEnd> {
  const begun = await ports.ledger.begin()
  switch (begun.result) {
    case 'begun':
      return payOnce(ports, begun.token, begun.failures)
    case 'posted':
      return collect(ports, begun.exportUrl)
    case 'leased':
      await ports.comeBack(Math.max(1_000, begun.untilMs - ports.now()))
      return 'waiting'
    case 'suspect':
      return fail(ports, suspect(begun.note))
    case 'voided':
      return fail(ports, {
        code: begun.note === CANCELLED_NOTE ? 'cancelled' : 'vendor',
        message: begun.note ?? 'Render failed',
        retry: begun.note === CANCELLED_NOTE ? 'never' : 'later',
      })
    case 'insufficient':
      return fail(ports, {
        code: 'budget',
        message: `Insufficient credits. ${begun.remaining} remaining.`,
        retry: 'by_hand',
      })
    case 'unknown':
      return fail(ports, {
        code: 'lost',
        message: 'No credit was held for this mockup. Nothing was paid; it can be tried again.',
        retry: 'later',
      })
  }
}

async function payOnce(ports: RenderPorts, token: number, failures: number): Promise<RenderEnd> {
  const keep = async (waitMs: number, reason: WaitReason) => {
    const kept = await ports.ledger.notCharged(token, 'wait', `Waiting: ${reason}`)
    return kept === 'stale' ? 'superseded' : wait(ports, waitMs, reason)
  }
  if (await ports.isStored()) {
    const note = 'The picture was stored already'
    const given = await ports.ledger.notCharged(token, 'give_back', note)
    if (given === 'stale') return 'superseded'
    await ports.record()
    return 'recorded'
  }
  await ports.markGenerating()
  const permit = await takePermit(ports)
  if (permit.result === 'wait') return keep(permit.waitMs, permit.reason)
  if (permit.probe) {
    const there = await ports.probe()
    if (there === 'unreachable') {
      await ports.limiter.report({ kind: 'failed' })
      return keep(UNREACHABLE_WAIT_MS, 'unreachable')
    }
    await ports.limiter.report({ kind: 'answered' })
    if (there === 'unauthorized') return park(ports, token, KEY_REFUSED)
  }
  const prepared = await ports.prepare()
  if (prepared === 'unreachable') return keep(UNREACHABLE_WAIT_MS, 'unreachable')
  if ('denied' in prepared) return park(ports, token, prepared.denied)
  if ('failure' in prepared) {
    const { failure } = prepared
    const given = await ports.ledger.notCharged(token, 'give_back', failure.message)
    return given === 'stale' ? 'superseded' : fail(ports, failure)
  }
  if ((await ports.ledger.callStarted(token)) === 'stale') return 'superseded'
  return settle(ports, token, failures, await prepared.ready.call())
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
      return charged === 'stale' ? 'superseded' : collect(ports, answer.exportUrl)
    }
    case 'rate_limited': {
      const kept = await ports.ledger.notCharged(token, 'wait', 'Dynamic Mockups asked to wait')
      const { retryAfterMs } = answer
      await ports.limiter.report({ kind: 'rate_limited', retryAfterMs })
      if (kept === 'stale') return 'superseded'
      const waitMs = Math.min(retryAfterMs ?? TOLD_TO_WAIT_MS, LONGEST_TOLD_WAIT_MS)
      return wait(ports, waitMs, 'told_to_wait')
    }
    case 'free':
      return refused(ports, token, failures, answer)
    case 'denied': {
      await ports.limiter.report({ kind: 'answered' })
      return park(ports, token, deniedSentence(answer))
    }
    case 'unknown': {
      const held = await ports.ledger.unknown(token, answer.message)
      await ports.limiter.report({ kind: answer.answered ? 'answered' : 'failed' })
      return held === 'stale' ? 'superseded' : fail(ports, suspect(answer.message))
    }
  }
}

async function refused(
  ports: RenderPorts,
  token: number,
  failures: number,
  answer: Extract<RenderAnswer, { kind: 'free' }>,
): Promise<RenderEnd> {
  const again = answer.tryAgain && failures + 1 < TRIES_PER_RUN
  const end = again ? 'again' : 'give_back'
  const heard = await ports.ledger.notCharged(token, end, answer.message)
  await ports.limiter.report({ kind: 'answered' })
  if (heard === 'stale') return 'superseded'
  if (again)
    return wait(ports, Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS), 'second_try')
  return fail(ports, {
    code: 'vendor',
    message: answer.message,
    retry: answer.tryAgain ? 'later' : 'by_hand',
  })
}

/** What is paid for: fetch it, keep it, record it. */
async function collect(ports: RenderPorts, exportUrl: string | null): Promise<RenderEnd> {
  if (!(await ports.isStored())) {
    if (exportUrl === null) return fail(ports, lost('It was counted as paid, and no link is known'))
    const download = await ports.download(exportUrl)
    if (download.kind === 'failed') return wait(ports, DOWNLOAD_WAIT_MS, 'download')
    if (download.kind !== 'bytes') return fail(ports, lost(download.message))
    const stored = await ports.store(download.bytes)
    if (stored === 'no_picture') return fail(ports, lost('The result is not a picture'))
  }
  await ports.record()
  return 'recorded'
}

/** The vendor refuses the key: the credit goes back, and everything that waits for the key stops. */
async function park(ports: RenderPorts, token: number, reason: string): Promise<RenderEnd> {
  const given = await ports.ledger.notCharged(token, 'give_back', reason)
  if (given === 'stale') return 'superseded'
  await ports.park(reason)
  return 'parked'
}

function deniedSentence({ status, message }: { status: number; message: string }): string {
  return status === 401
    ? `${KEY_REFUSED}: ${message}`
    : `Dynamic Mockups refused to render: ${message}`
}

async function takePermit(ports: RenderPorts): Promise<Permit> {
  for (let sleeps = 0; ; sleeps++) {
    const permit = await ports.limiter.take()
    if (permit.result === 'go' || permit.waitMs > LONGEST_SLEEP_MS || sleeps === MAX_SLEEPS) {
      return permit
    }
    await ports.sleep(permit.waitMs)
  }
}

async function wait(
  ports: RenderPorts,
  milliseconds: number,
  reason: WaitReason,
): Promise<RenderEnd> {
  await ports.wait(Math.ceil(milliseconds * (1 + JITTER_SHARE * ports.random())), reason)
  return 'waiting'
}

async function fail(ports: RenderPorts, failure: Failure): Promise<RenderEnd> {
  await ports.fail(failure)
  return failure.code === 'suspect' ? 'suspect' : 'failed'
}

function suspect(note: string | null): Failure {
  const why = note ?? 'Render failed: no answer'
  return {
    code: 'suspect',
    message: `${why}. It may have been charged: decide whether to render it again.`,
    retry: 'never',
  }
}

function lost(why: string): Failure {
  return {
    code: 'lost',
    message: `The credit is spent and the picture cannot be fetched. ${why}.`,
    paid: true,
    retry: 'by_hand',
  }
}
