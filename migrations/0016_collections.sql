-- Collections of a user's own, next to the three of the system, which are in code.
CREATE TABLE collections (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  shop TEXT NOT NULL DEFAULT 'none',
  shop_handle TEXT,
  work_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX collections_by_work ON collections (user_id, work_id);

-- An artwork's own collection, which counts where it has no quote. `collection` stays what lists,
-- counters and search go by: the quote's, else its own.
ALTER TABLE assets ADD COLUMN own_collection TEXT;
-- Own ones that a quote's hides: they keep a collection in use, too.
CREATE INDEX assets_with_hidden_collection ON assets (user_id, own_collection) WHERE own_collection <> collection;

-- The collection is written last: the triggers of 0009 then count and index the row under it.
DROP TRIGGER assets_added;
CREATE TRIGGER assets_added AFTER INSERT ON assets BEGIN
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT NEW.rowid, token, NEW.status, NEW.collection, '  ' || replace(NEW.title, ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
  UPDATE quotes SET asset_count = asset_count + 1 WHERE user_id = NEW.user_id AND id = NEW.quote_id;
  UPDATE assets SET collection = coalesce(
    (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id),
    NEW.own_collection)
    WHERE user_id = NEW.user_id AND id = NEW.id AND collection IS NOT coalesce(
      (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id),
      NEW.own_collection);
END;
DROP TRIGGER assets_assigned;
CREATE TRIGGER assets_assigned AFTER UPDATE OF quote_id, own_collection ON assets
WHEN OLD.quote_id IS NOT NEW.quote_id OR OLD.own_collection IS NOT NEW.own_collection BEGIN
  UPDATE quotes SET asset_count = asset_count - 1
    WHERE OLD.quote_id IS NOT NEW.quote_id AND user_id = OLD.user_id AND id = OLD.quote_id;
  UPDATE quotes SET asset_count = asset_count + 1
    WHERE OLD.quote_id IS NOT NEW.quote_id AND user_id = NEW.user_id AND id = NEW.quote_id;
  UPDATE assets SET collection = coalesce(
    (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id),
    NEW.own_collection)
    WHERE user_id = NEW.user_id AND id = NEW.id;
END;

-- One statement may change a status and what a collection follows from: these hold in whatever
-- order the triggers of it are run, which SQLite leaves open.
DROP TRIGGER assets_counted;
CREATE TRIGGER assets_counted AFTER UPDATE OF status, collection ON assets
WHEN OLD.status <> NEW.status OR OLD.collection IS NOT NEW.collection BEGIN
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (OLD.user_id, OLD.status, coalesce(OLD.collection, ''), -1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n - 1;
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
END;
DROP TRIGGER assets_searched;
CREATE TRIGGER assets_searched AFTER UPDATE OF title, status, collection ON assets
WHEN OLD.title <> NEW.title OR OLD.status <> NEW.status OR OLD.collection IS NOT NEW.collection BEGIN
  DELETE FROM assets_fts WHERE rowid = OLD.rowid;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT a.rowid, t.token, a.status, a.collection, '  ' || replace(a.title, ' ', '  ') || '  '
    FROM assets AS a CROSS JOIN user_search_tokens AS t ON t.user_id = a.user_id
    WHERE a.rowid = NEW.rowid;
END;

-- What names a collection names one that is there: the key has no table to refer to, since three
-- of them are in code. What is in use is not deleted, by the statement that deletes.
CREATE TRIGGER quotes_collection_inserted AFTER INSERT ON quotes
WHEN NEW.collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER quotes_collection_updated AFTER UPDATE OF collection ON quotes
WHEN NEW.collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER assets_collection_inserted AFTER INSERT ON assets
WHEN NEW.own_collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.own_collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER assets_collection_updated AFTER UPDATE OF own_collection ON assets
WHEN NEW.own_collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.own_collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER products_collection_inserted AFTER INSERT ON products
WHEN NEW.collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER products_collection_updated AFTER UPDATE OF collection ON products
WHEN NEW.collection NOT IN ('grounding', 'wholeness', 'growth')
  AND NOT EXISTS (SELECT 1 FROM collections WHERE user_id = NEW.user_id AND key = NEW.collection)
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER scenes_collection_inserted AFTER INSERT ON mockup_scene_templates
WHEN EXISTS (SELECT 1 FROM json_each(NEW.recommended_collections)
  WHERE value NOT IN ('grounding', 'wholeness', 'growth')
    AND value NOT IN (SELECT key FROM collections WHERE user_id = NEW.user_id))
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;
CREATE TRIGGER scenes_collection_updated AFTER UPDATE OF recommended_collections ON mockup_scene_templates
WHEN EXISTS (SELECT 1 FROM json_each(NEW.recommended_collections)
  WHERE value NOT IN ('grounding', 'wholeness', 'growth')
    AND value NOT IN (SELECT key FROM collections WHERE user_id = NEW.user_id))
BEGIN SELECT RAISE(ABORT, 'collection constraint failed'); END;

-- Entries of one operation, newest first, whatever their collection: there may be many by now, and a
-- walk for each is more than one statement takes. Nearly all are generations, which are found among
-- all entries; so the index costs nothing where one is written.
CREATE INDEX credit_usage_not_generated ON mockup_credit_usage (user_id, operation, sequence)
  WHERE operation <> 'generation';
