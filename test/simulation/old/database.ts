import type { Failure } from '../../../src/domain/rendering/render-one.ts'
import { MAX_ATTEMPTS, nextAttemptDelayMs } from '../../../src/domain/retries/retry-policy.ts'
import type { Settled } from '../../../src/ledger/storage.ts'
import type { Random } from './random.ts'
import { must } from './violation.ts'

export type Row = {
  id: string
  attempt: number
  runId: string
  pictureKey: string
  status: 'pending' | 'generating' | 'completed' | 'failed'
  failure: Failure['code'] | undefined
  updatedAtMs: number
  nextAttemptAtMs: number | undefined
  /** The mockup whose picture this one shares, which pays for it. */
  leaderId: string | undefined
  /** The mockup whose picture this row shows. */
  pictureOf: string | undefined
}

export type Retry = {
  status: 'waiting' | 'running' | 'succeeded' | 'exhausted' | 'discarded'
  attempts: number
  nextAtMs: number | undefined
  leaseUntilMs: number
}

export type Run = { id: string; cancelled: boolean }

export type Database = ReturnType<typeof createDatabase>

/** D1's tables as maps. What is called here happens wholly or not at all, as a batch does. */
export function createDatabase(now: () => number, random: Random, appendsReports: boolean) {
  const runs = new Map<string, Run>()
  const rows = new Map<string, Row>()
  const retries = new Map<string, Retry>()
  const reports: Settled[] = []
  /** Mockups that a person asked to try again. */
  const wanted = new Set<string>()

  const isOpen = (row: Row) => row.status === 'pending' || row.status === 'generating'

  /** The row of this attempt while it is unfinished: what every compare-and-set asks for. */
  function unfinished({ id, attempt }: Pick<Row, 'id' | 'attempt'>): Row | undefined {
    const row = rows.get(id)
    return row && row.attempt === attempt && isOpen(row) ? row : undefined
  }

  /** Notes failed work: waiting with a growing delay, until its attempts are used up. */
  function openRetry(id: string, permanent: boolean): void {
    const old = retries.get(id)
    const fresh = !old || hasEnded(old)
    const attempts = fresh ? 0 : old.attempts + (old.status === 'running' ? 1 : 0)
    const again = !permanent && attempts < MAX_ATTEMPTS
    retries.set(id, {
      status: again ? 'waiting' : 'exhausted',
      attempts,
      nextAtMs: again ? now() + nextAttemptDelayMs(attempts, random.next()) : undefined,
      leaseUntilMs: 0,
    })
  }

  /** What must not start again by itself leaves the queue. */
  function dropRetry(id: string): void {
    const retry = retries.get(id)
    if (retry && !hasEnded(retry)) retry.status = 'discarded'
  }

  return {
    runs,
    rows,
    retries,
    reports,
    wanted,
    isOpen,
    openRetry,

    insertRun(run: Run, mockups: Row[]): void {
      if (runs.has(run.id)) throw new Error('UNIQUE constraint failed')
      runs.set(run.id, run)
      for (const row of mockups) {
        must(!rows.has(row.id), () => `I6: a second row for ${row.id}`)
        rows.set(row.id, { ...row })
      }
    },

    load(id: string): Row | undefined {
      const row = rows.get(id)
      return row && { ...row }
    },

    progress(mockup: Row, change: Pick<Row, 'status' | 'nextAttemptAtMs'>): void {
      const row = unfinished(mockup)
      if (row) Object.assign(row, change, { updatedAtMs: now() })
    },

    record(mockup: Row, pictureOf: string): boolean {
      const row = unfinished(mockup)
      if (!row) return false
      const updatedAtMs = now()
      Object.assign(row, { status: 'completed', failure: undefined, pictureOf, updatedAtMs })
      const retry = retries.get(row.id)
      if (retry && !hasEnded(retry)) retry.status = 'succeeded'
      return true
    },

    fail(mockup: Row, failure: Failure): boolean {
      const row = unfinished(mockup)
      if (!row) return false
      Object.assign(row, { status: 'failed', failure: failure.code, updatedAtMs: now() })
      if (failure.retry === 'never') dropRetry(row.id)
      else openRetry(row.id, failure.retry === 'by_hand')
      return true
    },

    countAsPaid(mockup: Row): void {
      const row = rows.get(mockup.id)
      if (row?.attempt !== mockup.attempt || row.failure !== 'suspect') return
      Object.assign(row, { failure: 'lost', updatedAtMs: now() })
    },

    /** The credit went back: nothing is left to decide, and a person may try again. */
    clearSuspicion(mockup: Row): void {
      const row = rows.get(mockup.id)
      if (row?.attempt !== mockup.attempt || row.failure !== 'suspect') return
      Object.assign(row, { failure: 'lost', updatedAtMs: now() })
      openRetry(row.id, true)
    },

    startAttempt(mockup: Row, leaseMs: number): boolean {
      const row = rows.get(mockup.id)
      if (!row || row.attempt !== mockup.attempt || row.status !== 'failed') return false
      const cancelled = row.failure === 'cancelled' && !wanted.has(row.id)
      must(!cancelled, () => `I4: ${row.id} was cancelled and starts again by itself`)
      const attempt = row.attempt + 1
      const cleared = { failure: undefined, leaderId: undefined, nextAttemptAtMs: undefined }
      Object.assign(row, { ...cleared, status: 'pending', attempt, updatedAtMs: now() })
      const retry = retries.get(row.id)
      if (retry?.status === 'waiting' || retry?.status === 'exhausted') {
        Object.assign(retry, { status: 'running', leaseUntilMs: now() + leaseMs })
      }
      return true
    },

    /** Takes a retry that is due, or was lost while running, or that a person asks for. */
    takeRetry(id: string, leaseMs: number): boolean {
      const retry = retries.get(id)
      if (!retry || hasEnded(retry)) return false
      if (retry.status === 'running' && retry.leaseUntilMs >= now()) return false
      if (retry.status === 'running') retry.attempts++
      Object.assign(retry, { status: 'running', leaseUntilMs: now() + leaseMs })
      return true
    },

    /** I10: a settled entry is reported once, whatever is delivered again. */
    insertReports(entries: Settled[]): void {
      for (const entry of entries) {
        const known = reports.some((report) => report.sequence === entry.sequence)
        if (appendsReports || !known) reports.push(entry)
      }
    },
  }
}

function hasEnded({ status }: Retry): boolean {
  return status === 'succeeded' || status === 'discarded'
}
