-- One change of many products, or of many artworks into products. What it has done and what has
-- failed is counted by a trigger, from its items.
CREATE TABLE jobs (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  -- What is to be changed, as it was asked for: JSON. With the products, as a hash.
  change TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  -- The job that this one undoes, and the one that undoes this one.
  undoes TEXT,
  undone_by TEXT,
  state TEXT NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  cancelled_at TEXT,
  ended_at TEXT,
  -- Until when it can be undone; null where it cannot, or not any more.
  undo_until TEXT,
  -- Who asked for it: JSON.
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- When it moved last.
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;
CREATE INDEX jobs_running ON jobs (updated_at, user_id) WHERE state = 'running';
CREATE INDEX jobs_undoable ON jobs (undo_until, user_id) WHERE undo_until IS NOT NULL;

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
  -- Of the attempt that did it: what belongs to it is written in its batch and in no other.
  token TEXT,
  -- The product that it changed or made, as it was before (null for one that it made, or left as
  -- it was), and the version that it left.
  product_id TEXT,
  before TEXT,
  version_after INTEGER,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, job_id, n)
) WITHOUT ROWID;
CREATE INDEX job_items_waiting ON job_items (user_id, job_id, n) WHERE state = 'waiting';
CREATE INDEX job_items_failed ON job_items (user_id, job_id, n) WHERE state = 'failed';

CREATE TRIGGER job_items_counted AFTER UPDATE OF state ON job_items
WHEN NEW.state <> OLD.state BEGIN
  UPDATE jobs SET done = done + (NEW.state = 'done') - (OLD.state = 'done'),
    failed = failed + (NEW.state = 'failed') - (OLD.state = 'failed')
  WHERE user_id = NEW.user_id AND id = NEW.job_id;
END;
