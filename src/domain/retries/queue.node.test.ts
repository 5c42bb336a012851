import { describe, expect, it } from 'vitest'
import { isoTime } from '../../clock.ts'
import { decide, type RetryEvent } from './queue.ts'
import { MAX_ATTEMPTS, RETRY_LEASE_MS } from './retry-policy.ts'

const NOW_MS = Date.UTC(2026, 10, 21)
const moment = { nowMs: NOW_MS, random: 1 }
const work = { payload: {}, error: 'no', permanent: false }
const failed: RetryEvent = { kind: 'failed', ...work }

const STATUSES = ['waiting', 'running', 'exhausted', 'succeeded', 'discarded'] as const
type Status = (typeof STATUSES)[number]
const row = (status: Status, attempts = 2, leaseLeftMs = 1_000) => ({
  status,
  attempts,
  lease_until: status === 'running' ? isoTime(NOW_MS + leaseLeftMs) : null,
})

const EVENTS: Record<RetryEvent['kind'], RetryEvent> = {
  failed,
  started: { kind: 'started' },
  still_running: { kind: 'still_running' },
  succeeded: { kind: 'succeeded' },
  discarded: { kind: 'discarded' },
}

type Row = Record<RetryEvent['kind'], [string, number] | null>

/** Status and attempts after each event, from 2 attempts; null where nothing changes. */
const over: Row = {
  failed: ['waiting', 0],
  started: null,
  still_running: null,
  succeeded: null,
  discarded: null,
}
const TABLE = {
  waiting: {
    failed: ['waiting', 2],
    started: ['running', 2],
    still_running: null,
    succeeded: ['succeeded', 2],
    discarded: ['discarded', 2],
  },
  running: {
    failed: ['waiting', 3],
    started: null,
    still_running: ['running', 2],
    succeeded: ['succeeded', 3],
    discarded: ['discarded', 2],
  },
  exhausted: {
    failed: ['waiting', 2],
    started: ['running', 2],
    still_running: null,
    succeeded: ['succeeded', 2],
    discarded: ['discarded', 2],
  },
  succeeded: over,
  discarded: over,
} satisfies Record<Status, Row>

describe('a row of the retry queue', () => {
  it.each(STATUSES)('that is %s moves as the table says', (status) => {
    const from = row(status)
    const moves = Object.entries(EVENTS).map(([kind, event]) => {
      const change = decide(from, event, moment)
      return [kind, change ? [change.status, change.attempts] : null]
    })
    expect(Object.fromEntries(moves)).toEqual(TABLE[status])
  })

  it('begins with the first failure', () => {
    expect(decide(undefined, failed, moment)).toMatchObject({
      status: 'waiting',
      attempts: 0,
      next_attempt_at: isoTime(NOW_MS + 60_000),
    })
    for (const kind of ['started', 'still_running', 'succeeded', 'discarded'] as const) {
      expect(decide(undefined, EVENTS[kind], moment)).toBeUndefined()
    }
  })

  it('that ran longer than its lease may be started again, and that was an attempt', () => {
    const change = decide(row('running', 2, -1), { kind: 'started' }, moment)
    expect(change).toMatchObject({
      status: 'running',
      attempts: 3,
      lease_until: isoTime(NOW_MS + RETRY_LEASE_MS),
    })
  })

  it('waits for a person once its attempts are used up, or where time changes nothing', () => {
    const last = decide(row('running', MAX_ATTEMPTS - 1), failed, moment)
    expect(last).toMatchObject({ status: 'exhausted', next_attempt_at: null })
    const permanent = decide(undefined, { ...failed, permanent: true }, moment)
    expect(permanent).toMatchObject({ status: 'exhausted', attempts: 0, next_attempt_at: null })
  })
})
