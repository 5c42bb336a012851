/**
 * The tables of one ledger. `entries` and `settled` are only ever added to; `holds` keeps a row a
 * round, and the CHECK of `balances` is the last line of defence of the budget.
 */
export const LEDGER_SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS balances (
  year INTEGER PRIMARY KEY,
  cap INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
  suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect >= 0),
  posted INTEGER NOT NULL DEFAULT 0,
  CHECK (pending + suspect + posted <= cap)
);
CREATE TABLE IF NOT EXISTS groups (
  group_id TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS holds (
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  mockup_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  picture_key TEXT,
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  token INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL,
  call_started INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  export_url TEXT,
  note TEXT,
  changed_at_ms INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, round)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holds_by_group ON holds (group_id);
CREATE INDEX IF NOT EXISTS holds_by_expiry ON holds (expires_at_ms) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS holds_by_lease ON holds (lease_until_ms) WHERE state = 'in_flight';
CREATE INDEX IF NOT EXISTS holds_suspect ON holds (changed_at_ms) WHERE state = 'suspect';
CREATE INDEX IF NOT EXISTS holds_by_picture ON holds (picture_key)
  WHERE picture_key IS NOT NULL AND state IN ('pending', 'in_flight', 'posted');
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY,
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  year INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  credits INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS settled (
  sequence INTEGER PRIMARY KEY,
  entry_key TEXT NOT NULL UNIQUE,
  attempt_id TEXT NOT NULL,
  mockup_id TEXT,
  credits INTEGER NOT NULL,
  operation TEXT NOT NULL,
  balance_before INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  drained INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS settled_undrained ON settled (sequence) WHERE drained = 0;
CREATE INDEX IF NOT EXISTS settled_by_month ON settled (year, month);
`
