-- What a collection is at a shop, once it was found or made there.
CREATE TABLE shop_collections (
  user_id TEXT NOT NULL,
  shop_domain TEXT NOT NULL,
  collection TEXT NOT NULL,
  -- What was asked for: a handle, or null for one that is made.
  handle TEXT,
  shop_collection_gid TEXT NOT NULL,
  is_published INTEGER NOT NULL DEFAULT 0,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, shop_domain, collection)
) WITHOUT ROWID;
-- The shop's collection that publishing put a product into.
ALTER TABLE product_publications ADD COLUMN joined_collection_gid TEXT;
-- What goes to the shop beside what customers see: JSON, only what the user has set.
ALTER TABLE user_settings ADD COLUMN shop TEXT NOT NULL DEFAULT '{}';
