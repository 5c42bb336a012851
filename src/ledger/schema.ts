/** Rises with every change of the tables below; an object keeps the version it was made with. */
const SCHEMA_VERSION = '4'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** The column of `balances` that keeps what was used in a month of its year. */
export function usedIn(month: number): string {
  return `used_${month}`
}

/** What was used in all months of a balance. */
export const USED_IN_ALL = MONTHS.map(usedIn).join(' + ')

/** A claim that waits for a person's decision, however long that takes. Later than any alarm. */
export const NEVER_MS = 8_640_000_000_000_000

/**
 * The tables of one ledger. `entries` and `settled` are only ever added to; `holds` keeps a row an
 * attempt, `claims` a row for each mockup that wants an attempt that has not ended. A reservation
 * is what one call has claimed for one run: its claims expire with it, but for those that have a
 * time of their own. A settled entry is the entry of its move to `posted`. `balances` keeps what
 * was used in each month, `sums` what the entries up to the checkpoint come to. The CHECK of
 * `balances` is the last line of defence of the budget. Each row and index entry written is paid
 * for: what a render writes has no index that another could serve for. `meta` comes last: where it
 * is, all are.
 */
const LEDGER_SCHEMA = `
CREATE TABLE balances (
  year INTEGER PRIMARY KEY,
  cap INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
  suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect >= 0),
  posted INTEGER NOT NULL DEFAULT 0,
  ${MONTHS.map((month) => `${usedIn(month)} INTEGER NOT NULL DEFAULT 0`).join(', ')},
  CHECK (pending + suspect + posted <= cap)
);
CREATE TABLE holds (
  picture_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  first_mockup_id TEXT NOT NULL,
  closed INTEGER NOT NULL,
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  token INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL,
  call_started INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  export_url TEXT,
  note TEXT,
  release_note TEXT,
  changed_at_ms INTEGER NOT NULL,
  -- Who has paid, once somebody has.
  payer TEXT,
  -- When its lease is looked at: never later than the lease's end, and not moved with it.
  look_at_ms INTEGER NOT NULL,
  PRIMARY KEY (picture_id, n)
) WITHOUT ROWID;
CREATE INDEX holds_to_look_at ON holds (look_at_ms) WHERE state = 'in_flight';
CREATE TABLE reservations (
  id INTEGER PRIMARY KEY,
  group_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  expires_at_ms INTEGER NOT NULL
);
CREATE INDEX reservations_by_group ON reservations (group_id);
CREATE INDEX reservations_by_run ON reservations (run_id);
CREATE INDEX reservations_by_expiry ON reservations (expires_at_ms);
CREATE TABLE claims (
  attempt_id TEXT NOT NULL,
  mockup_id TEXT NOT NULL,
  reservation_id INTEGER NOT NULL,
  -- The oldest claim on an attempt has the lowest.
  position INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  -- Its own, in place of its reservation's.
  expires_at_ms INTEGER,
  PRIMARY KEY (attempt_id, mockup_id, reservation_id)
) WITHOUT ROWID;
CREATE INDEX claims_by_reservation ON claims (reservation_id);
CREATE INDEX claims_by_mockup ON claims (mockup_id);
CREATE INDEX claims_by_expiry ON claims (expires_at_ms) WHERE expires_at_ms < ${NEVER_MS};
CREATE TRIGGER reservations_end AFTER DELETE ON claims
WHEN NOT EXISTS (SELECT 1 FROM claims WHERE reservation_id = OLD.reservation_id) BEGIN
  DELETE FROM reservations WHERE id = OLD.reservation_id;
END;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  -- What it is about: an attempt, or the group of a reservation.
  subject TEXT NOT NULL,
  year INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  credits INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE TABLE settled (
  sequence INTEGER PRIMARY KEY,
  -- Of what no hold is behind, used once. A hold settles once by itself.
  entry_key TEXT,
  from_account TEXT NOT NULL,
  attempt_id TEXT NOT NULL,
  picture_id TEXT,
  mockup_id TEXT,
  credits INTEGER NOT NULL,
  operation TEXT NOT NULL,
  balance_before INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX settled_once ON settled (entry_key) WHERE entry_key IS NOT NULL;
CREATE INDEX settled_refunds ON settled (picture_id) WHERE operation = 'refund';
CREATE TABLE sums (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  suspect INTEGER NOT NULL,
  posted INTEGER NOT NULL,
  PRIMARY KEY (kind, year)
) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('schema_version', '${SCHEMA_VERSION}');
`

/** Makes the tables of a new ledger. Throws where a ledger has tables of another version. */
export function prepareTables(sql: SqlStorage): void {
  const made = sql.exec(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'`)
  if (made.toArray().length === 0) {
    sql.exec(LEDGER_SCHEMA)
    return
  }
  const [row] = sql
    .exec<{ value: string }>(`SELECT value FROM meta WHERE name = 'schema_version'`)
    .toArray()
  const version = row?.value ?? '1'
  if (version === SCHEMA_VERSION) return
  throw new Error(
    `This credit ledger has tables of version ${version}, and this code needs version ` +
      `${SCHEMA_VERSION}. Nothing was changed. On a laptop, npm run reset starts with empty tables.`,
  )
}
