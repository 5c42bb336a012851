/** Rises with every change of the tables below; an object keeps the version it was made with. */
const SCHEMA_VERSION = '3'

/**
 * The tables of one ledger. `entries` and `settled` are only ever added to; `holds` keeps a row an
 * attempt, `claims` a row for each mockup that wants an attempt that has not ended. `months`
 * keeps what was used, `sums` what the entries up to the checkpoint come to. The CHECK of
 * `balances` is the last line of defence of the budget. `meta` comes last: where it is, all are.
 */
const LEDGER_SCHEMA = `
CREATE TABLE balances (
  year INTEGER PRIMARY KEY,
  cap INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
  suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect >= 0),
  posted INTEGER NOT NULL DEFAULT 0,
  CHECK (pending + suspect + posted <= cap)
);
CREATE TABLE holds (
  attempt_id TEXT PRIMARY KEY,
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
  changed_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX holds_by_picture ON holds (picture_id, n);
CREATE INDEX holds_by_lease ON holds (lease_until_ms) WHERE state = 'in_flight';
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  attempt_id TEXT NOT NULL,
  mockup_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  expires_at_ms INTEGER,
  UNIQUE (attempt_id, mockup_id, group_id)
);
CREATE INDEX claims_by_run ON claims (run_id);
CREATE INDEX claims_by_group ON claims (group_id);
CREATE INDEX claims_by_mockup ON claims (mockup_id);
CREATE INDEX claims_by_expiry ON claims (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  attempt_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  credits INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE TABLE settled (
  sequence INTEGER PRIMARY KEY,
  entry_key TEXT NOT NULL UNIQUE,
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
CREATE INDEX settled_by_picture ON settled (picture_id) WHERE picture_id IS NOT NULL;
CREATE TABLE months (
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (year, month)
) WITHOUT ROWID;
CREATE TABLE sums (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  suspect INTEGER NOT NULL,
  posted INTEGER NOT NULL,
  settled INTEGER NOT NULL,
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
