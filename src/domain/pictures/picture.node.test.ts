import { describe, expect, it } from 'vitest'
import { PICTURE_STATES, type PictureState } from '../../db/schema/pictures.ts'
import { decide, type Failure, type PictureEvent } from './picture.ts'

const file = {
  file_key: 'users/u/pictures/p.1.png',
  thumbnail_key: null,
  width: 10,
  height: 10,
  byte_size: 100,
}
const free: Failure = { code: 'vendor', message: 'no', retry: 'later' }
const doubt: Failure = { code: 'suspect', message: 'maybe', retry: 'never' }
const spent: Failure = { code: 'vendor', message: 'gone', paid: true, retry: 'by_hand' }

const EVENTS = {
  rendering: { kind: 'rendering' },
  deferred: { kind: 'deferred', untilMs: 1_000, reason: 'rate' },
  stored: { kind: 'stored', file },
  failed: { kind: 'failed', failure: free },
  doubted: { kind: 'failed', failure: doubt },
  spent: { kind: 'failed', failure: spent },
  counted: { kind: 'counted_as_paid', message: 'counted' },
  returned: { kind: 'given_back', message: 'returned' },
} satisfies Record<string, PictureEvent>

type Row = Record<keyof typeof EVENTS, PictureState | null>

const nothing: Row = {
  rendering: null,
  deferred: null,
  stored: null,
  failed: null,
  doubted: null,
  spent: null,
  counted: null,
  returned: null,
}
const unfinished: Row = {
  ...nothing,
  rendering: 'rendering',
  deferred: 'waiting',
  stored: 'stored',
  failed: 'failed',
  doubted: 'suspect',
  spent: 'lost',
}

/** What each event makes of each state; null where it changes nothing. */
const TABLE: Record<PictureState, Row> = {
  waiting: unfinished,
  rendering: unfinished,
  stored: nothing,
  failed: { ...nothing, stored: 'stored' },
  suspect: { ...nothing, stored: 'stored', counted: 'lost', returned: 'failed' },
  lost: { ...nothing, stored: 'stored' },
  unused: nothing,
  gone: nothing,
}

describe('a picture', () => {
  it.each(PICTURE_STATES)('%s moves as the table says', (state) => {
    const moves = Object.entries(EVENTS).map(([name, event]) => [
      name,
      decide({ state }, event)?.state ?? null,
    ])
    expect(Object.fromEntries(moves)).toEqual(TABLE[state])
  })

  it('keeps the vendor’s status and code of a failure, and forgets them once it is stored', () => {
    const failure: Failure = { ...free, status: 422, vendorCode: 'RENDER_FAILED' }
    const failed = decide({ state: 'rendering' }, { kind: 'failed', failure })
    expect(failed?.columns).toMatchObject({ error_status: 422, error_code: 'RENDER_FAILED' })
    const stored = decide({ state: 'failed' }, EVENTS.stored)
    expect(stored?.columns).toMatchObject({ ...file, failure_code: null, error_status: null })
  })

  it('waits until a time and for a reason, and for neither once it is rendered', () => {
    const columns = { waiting_for: 'rate', next_attempt_at: '1970-01-01T00:00:01.000Z' }
    expect(decide({ state: 'rendering' }, EVENTS.deferred)?.columns).toEqual(columns)
    const none = { waiting_for: null, next_attempt_at: null }
    expect(decide({ state: 'waiting' }, EVENTS.rendering)?.columns).toEqual(none)
  })
})
