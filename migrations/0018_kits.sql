-- Named sets of scenes. At most one kit of a user is the default of a collection: what makes one the
-- default takes that from the others in the same batch.
CREATE TABLE scene_kits (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- [{scene_key, role}], 1 to 10
  scenes TEXT NOT NULL,
  -- Keys of collections.
  default_for TEXT NOT NULL DEFAULT '[]',
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;

-- The kit that a run was asked for with. It may have been deleted since.
ALTER TABLE mockup_runs ADD COLUMN kit_id TEXT;

-- As for everything that names collections.
CREATE TRIGGER kits_collection_inserted AFTER INSERT ON scene_kits
WHEN EXISTS (SELECT 1 FROM json_each(NEW.default_for)
  WHERE value NOT IN ('grounding', 'wholeness', 'growth')
    AND value NOT IN (SELECT key FROM collections WHERE user_id = NEW.user_id))
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER kits_collection_updated AFTER UPDATE OF default_for ON scene_kits
WHEN EXISTS (SELECT 1 FROM json_each(NEW.default_for)
  WHERE value NOT IN ('grounding', 'wholeness', 'growth')
    AND value NOT IN (SELECT key FROM collections WHERE user_id = NEW.user_id))
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
