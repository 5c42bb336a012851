-- One change of many products. Its counts are of its items.
CREATE TABLE jobs (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  -- What is to be changed, as it was asked for: JSON.
  change TEXT NOT NULL,
  -- The job that this one undoes.
  undoes TEXT,
  state TEXT NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  cancelled_at TEXT,
  ended_at TEXT,
  -- Until when it can be undone.
  undo_until TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;
CREATE TABLE job_items (
  user_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  -- A product; for a job that makes products, an artwork.
  subject_id TEXT NOT NULL,
  title TEXT NOT NULL,
  -- What is particular to it: JSON; null where the job's change says all.
  input TEXT,
  state TEXT NOT NULL,
  error TEXT,
  -- The product that it changed or made, as it was before (null for one that it made), and the
  -- version that it left.
  product_id TEXT,
  before TEXT,
  version_after INTEGER,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, job_id, n)
) WITHOUT ROWID;
