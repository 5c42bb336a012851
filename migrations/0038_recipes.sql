-- How products are made of artworks: named, and applied to many at once.
CREATE TABLE recipes (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Keys of sizes, in their order.
  sizes TEXT NOT NULL,
  -- Finishes: unframed, white, black, natural.
  frames TEXT NOT NULL,
  digital INTEGER NOT NULL,
  -- With placeholders.
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  tags TEXT NOT NULL,
  kit_id TEXT,
  publish INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;

-- The file that customers download is found by the artwork it was made from.
CREATE INDEX digital_files_by_asset ON digital_files (user_id, asset_id) WHERE asset_id IS NOT NULL;
