-- Artworks that no mockup shows yet are found without looking at the others. Written by the first
-- mockup of an artwork, and by the last that leaves; the search index has it behind the status.
ALTER TABLE assets ADD COLUMN has_mockups INTEGER NOT NULL DEFAULT 0;
UPDATE assets SET has_mockups = 1
  WHERE EXISTS (SELECT 1 FROM mockups AS m WHERE m.user_id = assets.user_id AND m.asset_id = assets.id);
CREATE INDEX assets_without_mockups ON assets (user_id, status, id) WHERE has_mockups = 0;
CREATE INDEX assets_without_mockups_of_collection ON assets (user_id, collection, status, id)
  WHERE has_mockups = 0;

CREATE TRIGGER assets_first_mockup AFTER INSERT ON mockups BEGIN
  UPDATE assets SET has_mockups = 1
    WHERE user_id = NEW.user_id AND id = NEW.asset_id AND has_mockups = 0;
END;
CREATE TRIGGER assets_last_mockup AFTER DELETE ON mockups
WHEN NOT EXISTS (SELECT 1 FROM mockups AS m
  WHERE m.user_id = OLD.user_id AND m.asset_id = OLD.asset_id) BEGIN
  UPDATE assets SET has_mockups = 0 WHERE user_id = OLD.user_id AND id = OLD.asset_id;
END;

DROP TRIGGER assets_added;
CREATE TRIGGER assets_added AFTER INSERT ON assets BEGIN
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT NEW.rowid, token, NEW.status || iif(NEW.has_mockups, '', ' bare'), NEW.collection,
      '  ' || replace(NEW.title, ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
  UPDATE quotes SET asset_count = asset_count + 1 WHERE user_id = NEW.user_id AND id = NEW.quote_id;
  UPDATE assets SET collection = coalesce(
    (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id),
    NEW.own_collection)
    WHERE user_id = NEW.user_id AND id = NEW.id AND collection IS NOT coalesce(
      (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id),
      NEW.own_collection);
END;
DROP TRIGGER assets_searched;
DELETE FROM assets_fts WHERE rowid IN (SELECT rowid FROM assets WHERE has_mockups = 0);
INSERT INTO assets_fts (rowid, owner, status, collection, title)
  SELECT a.rowid, t.token, a.status || ' bare', a.collection,
    '  ' || replace(a.title, ' ', '  ') || '  '
  FROM assets AS a CROSS JOIN user_search_tokens AS t ON t.user_id = a.user_id
  WHERE a.has_mockups = 0;
CREATE TRIGGER assets_searched AFTER UPDATE OF title, status, collection, has_mockups ON assets
WHEN OLD.title <> NEW.title OR OLD.status <> NEW.status OR OLD.collection IS NOT NEW.collection
  OR OLD.has_mockups <> NEW.has_mockups BEGIN
  DELETE FROM assets_fts WHERE rowid = OLD.rowid;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT a.rowid, t.token, a.status || iif(a.has_mockups, '', ' bare'), a.collection,
      '  ' || replace(a.title, ' ', '  ') || '  '
    FROM assets AS a CROSS JOIN user_search_tokens AS t ON t.user_id = a.user_id
    WHERE a.rowid = NEW.rowid;
END;

-- Which list shows a run: written when it changes, not with every mockup of it. A person is needed
-- where mockups wait for a decision, or have failed and nobody cancelled the run.
ALTER TABLE mockup_runs ADD COLUMN state TEXT NOT NULL DEFAULT 'running';
UPDATE mockup_runs SET state = CASE
    WHEN pair_count > deleted + completed + approved + rejected + failed THEN 'running'
    WHEN completed > 0 OR (failed > 0 AND cancelled_at IS NULL) THEN 'needs_you'
    ELSE 'done' END;
CREATE INDEX mockup_runs_by_state ON mockup_runs (user_id, state, id);
CREATE TRIGGER runs_state
AFTER UPDATE OF pair_count, completed, approved, rejected, failed, deleted, cancelled_at ON mockup_runs
WHEN NEW.state <> CASE
    WHEN NEW.pair_count > NEW.deleted + NEW.completed + NEW.approved + NEW.rejected + NEW.failed
      THEN 'running'
    WHEN NEW.completed > 0 OR (NEW.failed > 0 AND NEW.cancelled_at IS NULL) THEN 'needs_you'
    ELSE 'done' END BEGIN
  UPDATE mockup_runs SET state = CASE
    WHEN pair_count > deleted + completed + approved + rejected + failed THEN 'running'
    WHEN completed > 0 OR (failed > 0 AND cancelled_at IS NULL) THEN 'needs_you'
    ELSE 'done' END
    WHERE user_id = NEW.user_id AND id = NEW.id;
END;
