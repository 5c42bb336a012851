CREATE TABLE product_pricing (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT,
  size TEXT NOT NULL,
  base_price INTEGER NOT NULL,
  framed_price INTEGER,
  digital_price INTEGER,
  cost INTEGER,
  frame_cost INTEGER,
  currency TEXT NOT NULL DEFAULT 'USD',
  version INTEGER NOT NULL DEFAULT 1,
  is_active INTEGER NOT NULL DEFAULT 1,
  is_system INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX pricing_of_system ON product_pricing (size) WHERE user_id IS NULL;
CREATE UNIQUE INDEX pricing_of_user ON product_pricing (user_id, size) WHERE user_id IS NOT NULL;

INSERT INTO product_pricing (id, user_id, size, base_price, framed_price, digital_price, cost, is_system, created_at, updated_at)
VALUES
  ('00000000-0000-7000-8000-000000000101', NULL, '8x10', 2499, 4999, 999, 800, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000102', NULL, '11x14', 3499, 6999, 1299, 1200, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000103', NULL, '16x20', 4999, 9999, 1499, 1800, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000104', NULL, '12x16', 3999, 7999, 1299, 1400, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000105', NULL, '18x24', 5999, 11999, 1699, 2200, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000106', NULL, '12x18', 4499, 8999, 1499, 1600, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000107', NULL, '16x24', 5499, 10999, 1699, 2000, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000108', NULL, '24x36', 7999, 15999, 1999, 3000, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000109', NULL, 'A4', 2999, 5999, 999, 1000, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  ('00000000-0000-7000-8000-000000000110', NULL, 'A3', 4499, 8999, 1299, 1500, 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');

CREATE TABLE products (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  request_hash TEXT,
  quote_id TEXT,
  asset_id TEXT,
  shopify_product_id TEXT,
  shopify_product_gid TEXT,
  shopify_handle TEXT,
  shopify_url TEXT,
  title TEXT NOT NULL,
  description TEXT,
  product_type TEXT NOT NULL DEFAULT 'Print',
  vendor TEXT NOT NULL DEFAULT 'Haven & Hold',
  tags TEXT NOT NULL DEFAULT '[]',
  currency TEXT NOT NULL DEFAULT 'USD',
  collection TEXT,
  status TEXT NOT NULL,
  publish_state TEXT NOT NULL DEFAULT 'idle',
  publish_target TEXT,
  publish_task_id TEXT,
  publish_hash TEXT,
  publish_queued_at TEXT,
  published_at TEXT,
  retired_at TEXT,
  retire_reason TEXT,
  total_views INTEGER,
  total_orders INTEGER NOT NULL DEFAULT 0,
  total_revenue INTEGER NOT NULL DEFAULT 0,
  last_synced_at TEXT,
  sync_error TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, quote_id) REFERENCES quotes (user_id, id),
  FOREIGN KEY (user_id, asset_id) REFERENCES assets (user_id, id)
);
CREATE INDEX products_by_status ON products (user_id, status, id);
CREATE INDEX products_by_collection ON products (user_id, collection, id);
CREATE INDEX products_by_status_collection ON products (user_id, status, collection, id);
CREATE INDEX products_by_quote ON products (user_id, quote_id);
CREATE INDEX products_by_asset ON products (user_id, asset_id);
CREATE INDEX products_by_shopify_id ON products (user_id, shopify_product_id) WHERE shopify_product_id IS NOT NULL;
CREATE INDEX products_publishing ON products (publish_queued_at, user_id) WHERE publish_state IN ('queued', 'publishing', 'retiring');

CREATE TABLE product_counts (
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  collection TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, status, collection)
) WITHOUT ROWID;
CREATE TRIGGER products_count_insert AFTER INSERT ON products BEGIN
  INSERT INTO product_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER products_count_delete AFTER DELETE ON products BEGIN
  UPDATE product_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND collection = coalesce(OLD.collection, '');
END;
CREATE TRIGGER products_count_update AFTER UPDATE OF status, collection ON products BEGIN
  UPDATE product_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND collection = coalesce(OLD.collection, '');
  INSERT INTO product_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
END;

-- Search in titles and tags; trigrams find any part of a word.
CREATE VIRTUAL TABLE products_search USING fts5 (title, tags, content = 'products', content_rowid = 'rowid', tokenize = 'trigram');
CREATE TRIGGER products_search_insert AFTER INSERT ON products BEGIN
  INSERT INTO products_search (rowid, title, tags) VALUES (NEW.rowid, NEW.title, NEW.tags);
END;
CREATE TRIGGER products_search_delete AFTER DELETE ON products BEGIN
  INSERT INTO products_search (products_search, rowid, title, tags) VALUES ('delete', OLD.rowid, OLD.title, OLD.tags);
END;
CREATE TRIGGER products_search_update AFTER UPDATE OF title, tags ON products BEGIN
  INSERT INTO products_search (products_search, rowid, title, tags) VALUES ('delete', OLD.rowid, OLD.title, OLD.tags);
  INSERT INTO products_search (rowid, title, tags) VALUES (NEW.rowid, NEW.title, NEW.tags);
END;

CREATE TABLE product_variants (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  shopify_variant_id TEXT,
  shopify_variant_gid TEXT,
  title TEXT NOT NULL,
  sku TEXT NOT NULL,
  size TEXT NOT NULL,
  frame_style TEXT,
  price INTEGER NOT NULL,
  compare_at_price INTEGER,
  inventory_quantity INTEGER NOT NULL DEFAULT 0,
  inventory_policy TEXT NOT NULL DEFAULT 'continue',
  is_digital INTEGER NOT NULL DEFAULT 0,
  digital_file_url TEXT,
  digital_file_key TEXT,
  sky_pilot_asset_id TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, product_id) REFERENCES products (user_id, id)
);
CREATE UNIQUE INDEX product_variants_by_sku ON product_variants (user_id, product_id, sku);

CREATE TABLE product_images (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  picture_id TEXT,
  shopify_image_id TEXT,
  file_key TEXT NOT NULL,
  thumbnail_key TEXT,
  width INTEGER,
  height INTEGER,
  alt TEXT,
  source_type TEXT NOT NULL,
  source_id TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, product_id) REFERENCES products (user_id, id)
);
CREATE INDEX product_images_by_product ON product_images (user_id, product_id, position);
CREATE INDEX product_images_by_source ON product_images (user_id, source_id);
CREATE INDEX product_images_by_picture ON product_images (user_id, picture_id) WHERE picture_id IS NOT NULL;
CREATE INDEX product_images_by_file ON product_images (user_id, file_key);
