-- How the pictures of a scene have fared with people: walked along, newest first, twenty at most.
ALTER TABLE pictures ADD COLUMN scene TEXT;
UPDATE pictures SET scene = (
  SELECT m.scene FROM mockups AS m
  WHERE m.user_id = pictures.user_id AND m.picture_id = pictures.id
  ORDER BY m.id LIMIT 1);
CREATE INDEX pictures_decided_by_people ON pictures (user_id, scene, decided_at, decision)
  WHERE decided_by_kind = 'person';

-- Scenes whose pictures need no review, as long as enough of them are approved where a person looks.
CREATE TABLE scene_autopilot (
  user_id TEXT NOT NULL,
  scene_key TEXT NOT NULL,
  auto_approve INTEGER NOT NULL,
  -- Of a thousand.
  min_rate INTEGER NOT NULL,
  -- One of so many is shown for review all the same; 0 for none.
  sample_every INTEGER NOT NULL,
  -- Pictures that were approved by themselves since it was set.
  approved INTEGER NOT NULL DEFAULT 0,
  -- Since when all is reviewed again; null while it is not.
  fell_back_at TEXT,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, scene_key)
);
