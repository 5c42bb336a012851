-- What a file says of its colours: null where it was stored before anybody looked.
ALTER TABLE assets ADD COLUMN profile TEXT;
ALTER TABLE assets ADD COLUMN has_alpha INTEGER;
CREATE INDEX assets_without_profile ON assets (updated_at) WHERE profile IS NULL;

-- Below how many pixels an inch a size is not sold without somebody saying so: {min_dpi}.
ALTER TABLE user_settings ADD COLUMN print TEXT NOT NULL DEFAULT '{}';

-- Who said that a size is sold although the artwork has too few pixels for it, and when.
ALTER TABLE product_variants ADD COLUMN low_dpi_accepted_by TEXT;
ALTER TABLE product_variants ADD COLUMN low_dpi_accepted_at TEXT;

-- What lists filter by. Null is not known. The last one is written by triggers alone.
ALTER TABLE products ADD COLUMN is_unprofitable INTEGER;
ALTER TABLE products ADD COLUMN is_below_print INTEGER;
ALTER TABLE products ADD COLUMN has_mockups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE products ADD COLUMN is_unsent INTEGER NOT NULL DEFAULT 0;
UPDATE products SET
  has_mockups = EXISTS (SELECT 1 FROM product_images AS i WHERE i.user_id = products.user_id
    AND i.product_id = products.id AND i.source_type = 'mockup'),
  is_unsent = EXISTS (SELECT 1 FROM product_publications AS p WHERE p.user_id = products.user_id
    AND p.product_id = products.id AND p.status = 'active' AND p.unsent_since IS NOT NULL);

CREATE TRIGGER products_unsent_insert AFTER INSERT ON product_publications
WHEN NEW.status = 'active' AND NEW.unsent_since IS NOT NULL BEGIN
  UPDATE products SET is_unsent = 1 WHERE user_id = NEW.user_id AND id = NEW.product_id;
END;
CREATE TRIGGER products_unsent_update AFTER UPDATE OF status, unsent_since ON product_publications
WHEN (OLD.status = 'active' AND OLD.unsent_since IS NOT NULL)
  <> (NEW.status = 'active' AND NEW.unsent_since IS NOT NULL) BEGIN
  UPDATE products SET is_unsent = EXISTS (SELECT 1 FROM product_publications AS p
      WHERE p.user_id = NEW.user_id AND p.product_id = NEW.product_id AND p.status = 'active'
        AND p.unsent_since IS NOT NULL)
    WHERE user_id = NEW.user_id AND id = NEW.product_id;
END;
CREATE TRIGGER products_unsent_delete AFTER DELETE ON product_publications
WHEN OLD.status = 'active' AND OLD.unsent_since IS NOT NULL BEGIN
  UPDATE products SET is_unsent = EXISTS (SELECT 1 FROM product_publications AS p
      WHERE p.user_id = OLD.user_id AND p.product_id = OLD.product_id AND p.status = 'active'
        AND p.unsent_since IS NOT NULL)
    WHERE user_id = OLD.user_id AND id = OLD.product_id;
END;

-- The search index of products once more, with what lists filter by, so that any of it is found
-- together: the former one is emptied and no longer written.
DROP TRIGGER products_searched_insert;
DROP TRIGGER products_searched_delete;
DROP TRIGGER products_searched_update;
INSERT INTO products_fts (products_fts) VALUES ('delete-all');
CREATE VIRTUAL TABLE product_lists_fts USING fts5 (owner, status, collection, checks, title, tags,
  content = '', contentless_delete = 1, tokenize = 'trigram');
INSERT INTO product_lists_fts (rowid, owner, status, collection, checks, title, tags)
  SELECT p.rowid, t.token, p.status, p.collection,
    iif(p.has_mockups, '', 'no_mockups ') || iif(p.is_unsent, 'unpublished_changes ', ''),
    '  ' || replace(p.title, ' ', '  ') || '  ',
    '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(p.tags)) || '  '
  FROM products AS p JOIN user_search_tokens AS t ON t.user_id = p.user_id;
CREATE TRIGGER product_lists_insert AFTER INSERT ON products BEGIN
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO product_lists_fts (rowid, owner, status, collection, checks, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      iif(NEW.has_mockups, '', 'no_mockups ') || iif(NEW.is_unsent, 'unpublished_changes ', '')
        || iif(NEW.is_unprofitable IS 1, 'unprofitable ', '')
        || iif(NEW.is_below_print IS 1, 'below_print_limit ', ''),
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
CREATE TRIGGER product_lists_delete AFTER DELETE ON products BEGIN
  DELETE FROM product_lists_fts WHERE rowid = OLD.rowid;
END;
CREATE TRIGGER product_lists_update AFTER UPDATE OF title, tags, status, collection, has_mockups,
  is_unsent, is_unprofitable, is_below_print ON products
WHEN OLD.title <> NEW.title OR OLD.tags <> NEW.tags OR OLD.status <> NEW.status
  OR OLD.collection IS NOT NEW.collection OR OLD.has_mockups <> NEW.has_mockups
  OR OLD.is_unsent <> NEW.is_unsent OR OLD.is_unprofitable IS NOT NEW.is_unprofitable
  OR OLD.is_below_print IS NOT NEW.is_below_print BEGIN
  DELETE FROM product_lists_fts WHERE rowid = OLD.rowid;
  INSERT INTO product_lists_fts (rowid, owner, status, collection, checks, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      iif(NEW.has_mockups, '', 'no_mockups ') || iif(NEW.is_unsent, 'unpublished_changes ', '')
        || iif(NEW.is_unprofitable IS 1, 'unprofitable ', '')
        || iif(NEW.is_below_print IS 1, 'below_print_limit ', ''),
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;

-- Products whose flags may be wrong since prices, costs, fees, the limit or an artwork's file were
-- changed: of one artwork, or (asset_id '') all of a user. Worked off in pieces; `asked` tells a
-- request made in the meantime. Requested by triggers, so that no change can forget it.
CREATE TABLE product_checks (
  user_id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '',
  asked INTEGER NOT NULL DEFAULT 1,
  requested_at TEXT NOT NULL,
  PRIMARY KEY (user_id, asset_id)
) WITHOUT ROWID;
CREATE INDEX product_checks_by_age ON product_checks (requested_at);
INSERT INTO product_checks (user_id, asset_id, requested_at)
  SELECT user_id, '', max(updated_at) FROM products GROUP BY user_id;
CREATE TRIGGER products_checked_prices_insert AFTER INSERT ON product_pricing
WHEN NEW.user_id IS NOT NULL BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at) VALUES (NEW.user_id, '', NEW.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;
CREATE TRIGGER products_checked_prices_update AFTER UPDATE OF cost, frame_cost, currency, is_active
ON product_pricing WHEN NEW.user_id IS NOT NULL AND (OLD.cost IS NOT NEW.cost
  OR OLD.frame_cost IS NOT NEW.frame_cost OR OLD.currency <> NEW.currency
  OR OLD.is_active <> NEW.is_active) BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at) VALUES (NEW.user_id, '', NEW.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;
CREATE TRIGGER products_checked_prices_delete AFTER DELETE ON product_pricing
WHEN OLD.user_id IS NOT NULL BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at) VALUES (OLD.user_id, '', OLD.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;
CREATE TRIGGER products_checked_settings_insert AFTER INSERT ON user_settings
WHEN NEW.fees <> '{}' OR NEW.print <> '{}' BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at) VALUES (NEW.user_id, '', NEW.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;
CREATE TRIGGER products_checked_settings_update AFTER UPDATE OF fees, print ON user_settings
WHEN OLD.fees <> NEW.fees OR OLD.print <> NEW.print BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at) VALUES (NEW.user_id, '', NEW.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;
CREATE TRIGGER products_checked_artwork AFTER UPDATE OF content_hash ON assets
WHEN OLD.content_hash <> NEW.content_hash BEGIN
  INSERT INTO product_checks (user_id, asset_id, requested_at)
    VALUES (NEW.user_id, NEW.id, NEW.updated_at)
    ON CONFLICT (user_id, asset_id) DO UPDATE
      SET cursor = '', asked = asked + 1, requested_at = excluded.requested_at;
END;

-- The products of an artwork in pieces, each after the one before.
DROP INDEX products_by_asset;
CREATE INDEX products_of_asset ON products (user_id, asset_id, id);
