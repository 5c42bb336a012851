-- What is known of the templates of the Dynamic Mockups account that a user renders with.
CREATE TABLE account_templates (
  user_id TEXT NOT NULL,
  -- The vendor's own.
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- [{id, name}]
  collections TEXT NOT NULL DEFAULT '[]',
  -- Its smart objects: [{id, name, width?, height?}]
  layers TEXT NOT NULL DEFAULT '[]',
  -- The vendor's; it may stop working at any time.
  thumbnail_url TEXT,
  -- Our own copy, what it was made from, and when that was tried last.
  thumbnail_key TEXT,
  thumbnail_source TEXT,
  thumbnail_tried_at TEXT,
  -- No longer in the account. Kept while a scene names it.
  gone_at TEXT,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;
CREATE INDEX account_templates_listed ON account_templates (user_id, name COLLATE NOCASE, id)
  WHERE gone_at IS NULL;
CREATE INDEX account_templates_by_thumbnail ON account_templates (user_id, thumbnail_key);

-- When they were read, one row a user. Health of scenes is judged by the newest reading that succeeded.
CREATE TABLE template_reads (
  user_id TEXT NOT NULL PRIMARY KEY,
  -- Distinguishes keys and holds no secret.
  account TEXT NOT NULL,
  -- While one is under way; past a minute it has died.
  started_at TEXT,
  read_at TEXT,
  failed_at TEXT,
  error TEXT,
  -- The newest of the three.
  tried_at TEXT NOT NULL,
  -- Entries of the newest reading that could not be read, and that were beyond what is kept.
  skipped INTEGER NOT NULL DEFAULT 0,
  omitted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX template_reads_by_age ON template_reads (tried_at);

CREATE INDEX scenes_by_template ON mockup_scene_templates (user_id, dm_template_id);

-- Why a scene could not be generated with, by its key.
ALTER TABLE mockup_runs ADD COLUMN scene_problems TEXT NOT NULL DEFAULT '{}';
