import type { Hold, HoldState, PaidOperation } from './entries.ts'

export type HoldRow = {
  picture_id: string
  n: number
  first_mockup_id: string
  closed: number
  operation: PaidOperation
  state: HoldState
  year: number
  month: number
  token: number
  lease_until_ms: number
  call_started: number
  calls: number
  failures: number
  export_url: string | null
  note: string | null
  release_note: string | null
  changed_at_ms: number
}

/** The picture and the number of an attempt. */
export type HoldKey = readonly [pictureId: string, n: number]

/** The parts of an attempt's id; undefined for a text that is none. */
export function holdKeyOf(attemptId: string): HoldKey | undefined {
  const [, pictureId = '', n = ''] = /^(.+)\.([1-9]\d*)$/.exec(attemptId) ?? []
  return pictureId ? [pictureId, Number(n)] : undefined
}

/** The same of several; texts that are none are left out. */
export function holdKeysOf(attemptIds: readonly string[]): HoldKey[] {
  return attemptIds.map(holdKeyOf).filter((key) => key !== undefined)
}

export function toHold(row: HoldRow): Hold {
  return {
    attemptId: `${row.picture_id}.${row.n}`,
    pictureId: row.picture_id,
    attempt: row.n,
    firstMockupId: row.first_mockup_id,
    closed: row.closed === 1,
    operation: row.operation,
    state: row.state,
    year: row.year,
    month: row.month,
    token: row.token,
    leaseUntilMs: row.lease_until_ms,
    callStarted: row.call_started === 1,
    calls: row.calls,
    failures: row.failures,
    exportUrl: row.export_url,
    note: row.note,
    releaseNote: row.release_note,
    changedAtMs: row.changed_at_ms,
  }
}

/** A hold as its row is written. */
export function toRow(hold: Hold): HoldRow {
  return {
    picture_id: hold.pictureId,
    n: hold.attempt,
    first_mockup_id: hold.firstMockupId,
    closed: hold.closed ? 1 : 0,
    operation: hold.operation,
    state: hold.state,
    year: hold.year,
    month: hold.month,
    token: hold.token,
    lease_until_ms: hold.leaseUntilMs,
    call_started: hold.callStarted ? 1 : 0,
    calls: hold.calls,
    failures: hold.failures,
    export_url: hold.exportUrl,
    note: hold.note,
    release_note: hold.releaseNote,
    changed_at_ms: hold.changedAtMs,
  }
}
