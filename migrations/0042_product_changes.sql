-- What can be put back for 90 days: what a product was, here and at a shop, before it was published,
-- priced, retired or archived.
CREATE TABLE product_changes (
  user_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- publish, prices, retire, archive, restore.
  kind TEXT NOT NULL,
  shop_domain TEXT,
  -- The task that does it, of a change at a shop: its id is the change's own. The job that it
  -- belongs to.
  task_id TEXT,
  job_id TEXT,
  -- What there was: JSON; and the version and task that the change left.
  before TEXT NOT NULL,
  version_after INTEGER,
  -- waiting for the shop, done, failed.
  state TEXT NOT NULL,
  -- The change that undoes this one, and the one that this one undoes.
  undone_by TEXT,
  undoes TEXT,
  -- Who did it: a name.
  actor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  undo_until TEXT NOT NULL,
  PRIMARY KEY (user_id, product_id, id),
  FOREIGN KEY (user_id, product_id) REFERENCES products (user_id, id)
) WITHOUT ROWID;
CREATE INDEX product_changes_old ON product_changes (undo_until, user_id, product_id, id);
