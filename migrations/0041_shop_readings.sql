-- What a shop shows of a product, read there, next to what was sent.
-- As it was when the shop confirmed what we sent last, or when a person decided: JSON. Drift is
-- what differs from this.
ALTER TABLE product_publications ADD COLUMN shop_base TEXT;
-- As it was read last, and when; when it is to be read again, null where nobody needs to.
ALTER TABLE product_publications ADD COLUMN shop_seen TEXT;
ALTER TABLE product_publications ADD COLUMN seen_at TEXT;
ALTER TABLE product_publications ADD COLUMN look_at TEXT;
-- What a call that was not answered may have changed: JSON, with its task.
ALTER TABLE product_publications ADD COLUMN sending TEXT;
-- Fields that are to be pushed over what the shop shows, each with the value that was seen: JSON.
ALTER TABLE product_publications ADD COLUMN decisions TEXT NOT NULL DEFAULT '{}';
-- Fields that were changed at the shop and that nobody has decided on, and since when that is known.
ALTER TABLE product_publications ADD COLUMN drifted_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE product_publications ADD COLUMN drifted_since TEXT;
-- The product with its variants and pictures as it was sent last: what undoing brings back. JSON.
ALTER TABLE product_publications ADD COLUMN sent_rows TEXT;
UPDATE product_publications SET look_at = updated_at
  WHERE shop_product_gid IS NOT NULL AND status <> 'absent';
CREATE INDEX publications_to_look_at ON product_publications (look_at) WHERE look_at IS NOT NULL;

-- Fields that publishing leaves alone: JSON.
ALTER TABLE products ADD COLUMN locked_fields TEXT NOT NULL DEFAULT '[]';
-- Of the last task: the plan that it is to carry out, and whether it may push over changes at the
-- shop; since when it waits for credentials, and when it went on after that.
ALTER TABLE products ADD COLUMN publish_plan_id TEXT;
ALTER TABLE products ADD COLUMN publish_overwrites INTEGER NOT NULL DEFAULT 0;
ALTER TABLE products ADD COLUMN publish_parked_at TEXT;
ALTER TABLE products ADD COLUMN publish_resumed_at TEXT;
CREATE INDEX products_parked ON products (user_id, publish_shop) WHERE publish_parked_at IS NOT NULL;
UPDATE products SET locked_fields = '["handle"]' WHERE EXISTS (
  SELECT 1 FROM product_publications AS p WHERE p.user_id = products.user_id
    AND p.product_id = products.id AND p.shop_product_gid IS NOT NULL);

-- Whether a shop shows changes that nobody has decided on: written by triggers alone.
ALTER TABLE products ADD COLUMN is_drifted INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER products_drifted_update AFTER UPDATE OF drifted_since ON product_publications
WHEN (OLD.drifted_since IS NULL) <> (NEW.drifted_since IS NULL) BEGIN
  UPDATE products SET is_drifted = EXISTS (SELECT 1 FROM product_publications AS p
      WHERE p.user_id = NEW.user_id AND p.product_id = NEW.product_id
        AND p.drifted_since IS NOT NULL)
    WHERE user_id = NEW.user_id AND id = NEW.product_id;
END;
CREATE TRIGGER products_drifted_delete AFTER DELETE ON product_publications
WHEN OLD.drifted_since IS NOT NULL BEGIN
  UPDATE products SET is_drifted = EXISTS (SELECT 1 FROM product_publications AS p
      WHERE p.user_id = OLD.user_id AND p.product_id = OLD.product_id
        AND p.drifted_since IS NOT NULL)
    WHERE user_id = OLD.user_id AND id = OLD.product_id;
END;
