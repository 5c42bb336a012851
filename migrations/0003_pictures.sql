-- Scene templates: user_id NULL is the system's, seen by all and changed by nobody.
CREATE TABLE mockup_scene_templates (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT,
  scene_key TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  dm_template_id TEXT NOT NULL,
  dm_template_url TEXT,
  config TEXT NOT NULL,
  -- What a render of it would be made of, in one canonical text: equal texts are equal pictures.
  recipe TEXT NOT NULL,
  preview_url TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  is_system INTEGER NOT NULL DEFAULT 0,
  recommended_collections TEXT NOT NULL DEFAULT '[]',
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX scene_of_system ON mockup_scene_templates (scene_key) WHERE user_id IS NULL;
CREATE UNIQUE INDEX scene_of_user ON mockup_scene_templates (user_id, scene_key) WHERE user_id IS NOT NULL;

INSERT INTO mockup_scene_templates
  (id, user_id, scene_key, name, description, dm_template_id, config, recipe, is_system, recommended_collections, created_at, updated_at)
VALUES
  ('00000000-0000-7000-8000-000000000001', NULL, 'bedroom', 'Bedroom', 'Cozy bedroom setting with natural light', 'dm_bedroom_001', '{"smart_object":"artwork_frame","default_size":{"width":800,"height":1000}}', '{"template":"dm_bedroom_001","smart_object":"artwork_frame","fit":"contain","rotation":0,"format":"png","width":2000}', 1, '["grounding","wholeness"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000002', NULL, 'therapy_office', 'Therapy Office', 'Professional office with warm tones', 'dm_therapy_001', '{"smart_object":"wall_art","default_size":{"width":600,"height":800}}', '{"template":"dm_therapy_001","smart_object":"wall_art","fit":"contain","rotation":0,"format":"png","width":2000}', 1, '["wholeness","growth"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000003', NULL, 'living_room', 'Living Room', 'Modern living space with natural elements', 'dm_living_001', '{"smart_object":"frame_display","default_size":{"width":900,"height":1200}}', '{"template":"dm_living_001","smart_object":"frame_display","fit":"contain","rotation":0,"format":"png","width":2000}', 1, '["grounding","growth"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000004', NULL, 'reading_nook', 'Reading Nook', 'Intimate corner with soft lighting', 'dm_reading_001', '{"smart_object":"small_frame","default_size":{"width":500,"height":700}}', '{"template":"dm_reading_001","smart_object":"small_frame","fit":"contain","rotation":0,"format":"png","width":2000}', 1, '["grounding","wholeness"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000005', NULL, 'home_office', 'Home Office', 'Productive workspace with inspiring decor', 'dm_office_001', '{"smart_object":"desk_frame","default_size":{"width":600,"height":800}}', '{"template":"dm_office_001","smart_object":"desk_frame","fit":"contain","rotation":0,"format":"png","width":2000}', 1, '["growth"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');

-- One press of a button may make several runs of at most 100 pairs: they share group_id.
CREATE TABLE mockup_runs (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  scenes TEXT NOT NULL,
  asset_count INTEGER NOT NULL,
  pair_count INTEGER NOT NULL,
  unknown_scenes TEXT NOT NULL DEFAULT '[]',
  unknown_asset_ids TEXT NOT NULL DEFAULT '[]',
  skip_approval INTEGER NOT NULL DEFAULT 0,
  regenerate INTEGER NOT NULL DEFAULT 0,
  cancelled_at TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX mockup_runs_by_group ON mockup_runs (user_id, group_id);

-- A picture is what a render makes: one row per user, fingerprint and edition, paid once, shown by
-- any number of mockups. Rows stay, so that an attempt's number is never used twice.
CREATE TABLE pictures (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  edition TEXT NOT NULL DEFAULT '',
  asset_hash TEXT NOT NULL,
  recipe TEXT NOT NULL,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  accepted_at TEXT NOT NULL,
  waiting_for TEXT,
  next_attempt_at TEXT,
  failure_code TEXT,
  error_message TEXT,
  error_status INTEGER,
  error_code TEXT,
  decision TEXT NOT NULL DEFAULT 'open',
  decided_by_kind TEXT,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT,
  file_key TEXT,
  thumbnail_key TEXT,
  width INTEGER,
  height INTEGER,
  byte_size INTEGER,
  unused_since TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  UNIQUE (user_id, fingerprint, edition)
);
CREATE INDEX pictures_due ON pictures (user_id, updated_at) WHERE state IN ('waiting', 'rendering');
CREATE INDEX pictures_suspect ON pictures (updated_at, user_id) WHERE state = 'suspect';
CREATE INDEX pictures_suspect_of_user ON pictures (user_id, id) WHERE state = 'suspect';
CREATE INDEX pictures_held_up ON pictures (user_id, waiting_for) WHERE waiting_for IS NOT NULL;
CREATE INDEX pictures_unused ON pictures (unused_since) WHERE state = 'unused';
CREATE INDEX pictures_without_thumbnail ON pictures (updated_at) WHERE state = 'stored' AND thumbnail_key IS NULL;
CREATE INDEX pictures_by_file ON pictures (user_id, file_key) WHERE file_key IS NOT NULL;

-- A mockup is a pair of artwork and scene that somebody asked for; its picture is shared.
CREATE TABLE mockups (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  quote_id TEXT,
  scene TEXT NOT NULL,
  -- A placement of its own, laid over the scene's.
  placement TEXT,
  picture_id TEXT NOT NULL,
  -- How often it has moved to another picture, because artwork or scene changed while it waited.
  moves INTEGER NOT NULL DEFAULT 0,
  requested_at TEXT NOT NULL,
  credits_used INTEGER NOT NULL DEFAULT 1,
  quality_score REAL,
  status TEXT NOT NULL,
  failure_code TEXT,
  error_message TEXT,
  stale INTEGER NOT NULL DEFAULT 0,
  total_pins INTEGER NOT NULL DEFAULT 0,
  total_impressions INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, run_id) REFERENCES mockup_runs (user_id, id),
  FOREIGN KEY (user_id, asset_id) REFERENCES assets (user_id, id),
  FOREIGN KEY (user_id, quote_id) REFERENCES quotes (user_id, id),
  FOREIGN KEY (user_id, picture_id) REFERENCES pictures (user_id, id)
);
CREATE UNIQUE INDEX mockups_of_run ON mockups (user_id, run_id, asset_id, scene);
CREATE INDEX mockups_by_scene ON mockups (user_id, scene, id);
CREATE INDEX mockups_by_status ON mockups (user_id, status, id);
CREATE INDEX mockups_by_scene_status ON mockups (user_id, scene, status, id);
CREATE INDEX mockups_by_asset ON mockups (user_id, asset_id, id);
CREATE INDEX mockups_by_quote ON mockups (user_id, quote_id, id);
CREATE INDEX mockups_by_picture ON mockups (user_id, picture_id, id);
CREATE INDEX mockups_failed ON mockups (user_id, failure_code, id) WHERE failure_code IS NOT NULL;
CREATE INDEX mockups_stale ON mockups (user_id, id) WHERE stale = 1;

-- Whose mockups may have become stale, or fresh again: written by the triggers below, so that no
-- change of an artwork or a scene can forget it, and worked off in pieces.
CREATE TABLE stale_checks (
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '',
  requested_at TEXT NOT NULL,
  PRIMARY KEY (user_id, kind, subject)
) WITHOUT ROWID;
CREATE INDEX stale_checks_by_age ON stale_checks (requested_at);
CREATE TRIGGER scenes_stale_insert AFTER INSERT ON mockup_scene_templates WHEN NEW.user_id IS NOT NULL BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    VALUES (NEW.user_id, 'scene', NEW.scene_key, NEW.updated_at)
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;
CREATE TRIGGER scenes_stale_update AFTER UPDATE OF recipe, is_active ON mockup_scene_templates
WHEN NEW.user_id IS NOT NULL AND (OLD.recipe <> NEW.recipe OR OLD.is_active <> NEW.is_active) BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    VALUES (NEW.user_id, 'scene', NEW.scene_key, NEW.updated_at)
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;
CREATE TRIGGER scenes_stale_delete AFTER DELETE ON mockup_scene_templates WHEN OLD.user_id IS NOT NULL BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    VALUES (OLD.user_id, 'scene', OLD.scene_key, OLD.updated_at)
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;
CREATE TRIGGER assets_stale AFTER UPDATE OF content_hash ON assets WHEN OLD.content_hash <> NEW.content_hash BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    VALUES (NEW.user_id, 'asset', NEW.id, NEW.updated_at)
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;
-- A change may have been worked off while a picture was still rendered, or a run still written.
CREATE TRIGGER mockups_stale_insert AFTER INSERT ON mockups
WHEN NEW.status IN ('completed', 'approved', 'rejected') BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    SELECT NEW.user_id, 'asset', NEW.asset_id, NEW.updated_at
    FROM pictures AS p JOIN assets AS a ON a.user_id = p.user_id AND a.id = NEW.asset_id
    WHERE p.user_id = NEW.user_id AND p.id = NEW.picture_id
      AND (a.content_hash <> p.asset_hash OR p.recipe IS NOT (
        SELECT t.recipe FROM mockup_scene_templates AS t
        WHERE t.scene_key = NEW.scene AND t.is_active = 1
          AND (t.user_id = NEW.user_id OR t.user_id IS NULL)
        ORDER BY t.user_id IS NULL LIMIT 1))
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;
CREATE TRIGGER mockups_stale_update AFTER UPDATE OF status ON mockups
WHEN NEW.status IN ('completed', 'approved', 'rejected')
  AND OLD.status NOT IN ('completed', 'approved', 'rejected') BEGIN
  INSERT INTO stale_checks (user_id, kind, subject, requested_at)
    SELECT NEW.user_id, 'asset', NEW.asset_id, NEW.updated_at
    FROM pictures AS p JOIN assets AS a ON a.user_id = p.user_id AND a.id = NEW.asset_id
    WHERE p.user_id = NEW.user_id AND p.id = NEW.picture_id
      AND (a.content_hash <> p.asset_hash OR p.recipe IS NOT (
        SELECT t.recipe FROM mockup_scene_templates AS t
        WHERE t.scene_key = NEW.scene AND t.is_active = 1
          AND (t.user_id = NEW.user_id OR t.user_id IS NULL)
        ORDER BY t.user_id IS NULL LIMIT 1))
    ON CONFLICT (user_id, kind, subject) DO UPDATE SET cursor = '', requested_at = excluded.requested_at;
END;

-- Exact totals for the gallery without counting it: one row per user, scene and status.
CREATE TABLE mockup_counts (
  user_id TEXT NOT NULL,
  scene TEXT NOT NULL,
  status TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, scene, status)
) WITHOUT ROWID;
CREATE TRIGGER mockups_count_insert AFTER INSERT ON mockups BEGIN
  INSERT INTO mockup_counts (user_id, scene, status, n) VALUES (NEW.user_id, NEW.scene, NEW.status, 1)
    ON CONFLICT (user_id, scene, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER mockups_count_delete AFTER DELETE ON mockups BEGIN
  UPDATE mockup_counts SET n = n - 1 WHERE user_id = OLD.user_id AND scene = OLD.scene AND status = OLD.status;
END;
CREATE TRIGGER mockups_count_update AFTER UPDATE OF status ON mockups WHEN OLD.status <> NEW.status BEGIN
  UPDATE mockup_counts SET n = n - 1 WHERE user_id = OLD.user_id AND scene = OLD.scene AND status = OLD.status;
  INSERT INTO mockup_counts (user_id, scene, status, n) VALUES (NEW.user_id, NEW.scene, NEW.status, 1)
    ON CONFLICT (user_id, scene, status) DO UPDATE SET n = n + 1;
END;

-- The report of the credit ledger: written only by its outbox, numbered without gaps per user.
-- No foreign key to mockups: a mockup may be deleted, what it cost stays.
CREATE TABLE mockup_credit_usage (
  user_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  attempt_id TEXT NOT NULL,
  picture_id TEXT,
  mockup_id TEXT,
  credits INTEGER NOT NULL,
  operation TEXT NOT NULL,
  balance_before INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, sequence)
) WITHOUT ROWID;
CREATE INDEX credit_usage_by_month ON mockup_credit_usage (user_id, year, month, sequence);
CREATE INDEX credit_usage_by_mockup ON mockup_credit_usage (user_id, mockup_id);
