-- Pairs of artwork and scene whose every picture that did not fail is stale: what rendering again
-- would ask for. Kept by triggers, since what was asked for again since stays stale, and finding
-- the others among it would mean reading all of it.
CREATE TABLE stale_pairs (
  user_id TEXT NOT NULL,
  scene TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  PRIMARY KEY (user_id, scene, asset_id)
) WITHOUT ROWID;
CREATE INDEX mockups_stale_of_pair ON mockups (user_id, asset_id, scene) WHERE stale = 1;
INSERT INTO stale_pairs
  SELECT DISTINCT user_id, scene, asset_id FROM mockups AS m
  WHERE stale = 1 AND NOT EXISTS (SELECT 1 FROM mockups AS other
    WHERE other.user_id = m.user_id AND other.asset_id = m.asset_id AND other.scene = m.scene
      AND other.stale = 0 AND other.status <> 'failed');

-- The newest mockups of the artwork first: among them is what is not stale, where there is any.
CREATE TRIGGER stale_pairs_insert_fresh AFTER INSERT ON mockups
WHEN NEW.stale = 0 AND NEW.status <> 'failed' BEGIN
  DELETE FROM stale_pairs
    WHERE user_id = NEW.user_id AND scene = NEW.scene AND asset_id = NEW.asset_id;
END;
CREATE TRIGGER stale_pairs_insert_stale AFTER INSERT ON mockups WHEN NEW.stale = 1 BEGIN
  INSERT INTO stale_pairs
    SELECT NEW.user_id, NEW.scene, NEW.asset_id
    WHERE (SELECT id FROM mockups
      WHERE user_id = NEW.user_id AND asset_id = NEW.asset_id AND +scene = NEW.scene
        AND stale = 0 AND status <> 'failed' ORDER BY id DESC LIMIT 1) IS NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stale_pairs_update_fresh AFTER UPDATE OF stale, status ON mockups
WHEN NEW.stale = 0 AND NEW.status <> 'failed' AND (OLD.stale = 1 OR OLD.status = 'failed') BEGIN
  DELETE FROM stale_pairs
    WHERE user_id = NEW.user_id AND scene = NEW.scene AND asset_id = NEW.asset_id;
END;
CREATE TRIGGER stale_pairs_update_stale AFTER UPDATE OF stale, status ON mockups
WHEN (NEW.stale = 1 OR NEW.status = 'failed')
  AND (OLD.stale <> NEW.stale OR (OLD.stale = 0 AND OLD.status <> 'failed')) BEGIN
  DELETE FROM stale_pairs
    WHERE user_id = NEW.user_id AND scene = NEW.scene AND asset_id = NEW.asset_id
      AND NOT EXISTS (SELECT 1 FROM mockups WHERE user_id = NEW.user_id
        AND asset_id = NEW.asset_id AND scene = NEW.scene AND stale = 1);
  INSERT INTO stale_pairs
    SELECT NEW.user_id, NEW.scene, NEW.asset_id
    WHERE EXISTS (SELECT 1 FROM mockups WHERE user_id = NEW.user_id
        AND asset_id = NEW.asset_id AND scene = NEW.scene AND stale = 1)
      AND (SELECT id FROM mockups
        WHERE user_id = NEW.user_id AND asset_id = NEW.asset_id AND +scene = NEW.scene
          AND stale = 0 AND status <> 'failed' ORDER BY id DESC LIMIT 1) IS NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stale_pairs_delete AFTER DELETE ON mockups
WHEN OLD.stale = 1 OR OLD.status <> 'failed' BEGIN
  DELETE FROM stale_pairs
    WHERE user_id = OLD.user_id AND scene = OLD.scene AND asset_id = OLD.asset_id
      AND NOT EXISTS (SELECT 1 FROM mockups WHERE user_id = OLD.user_id
        AND asset_id = OLD.asset_id AND scene = OLD.scene AND stale = 1);
  INSERT INTO stale_pairs
    SELECT OLD.user_id, OLD.scene, OLD.asset_id
    WHERE EXISTS (SELECT 1 FROM mockups WHERE user_id = OLD.user_id
        AND asset_id = OLD.asset_id AND scene = OLD.scene AND stale = 1)
      AND (SELECT id FROM mockups
        WHERE user_id = OLD.user_id AND asset_id = OLD.asset_id AND +scene = OLD.scene
          AND stale = 0 AND status <> 'failed' ORDER BY id DESC LIMIT 1) IS NULL
    ON CONFLICT DO NOTHING;
END;

-- An entry of the credit statement keeps what was rendered, so that a file of ten thousand of them
-- looks for no mockups.
ALTER TABLE mockup_credit_usage ADD COLUMN scene TEXT;
ALTER TABLE mockup_credit_usage ADD COLUMN asset_id TEXT;
UPDATE mockup_credit_usage SET (scene, asset_id) = (SELECT m.scene, m.asset_id FROM mockups AS m
  WHERE m.user_id = mockup_credit_usage.user_id AND m.id = mockup_credit_usage.mockup_id)
  WHERE mockup_id IS NOT NULL;

-- What is on its way to be on sale at a shop, without what is on its way from there.
DROP INDEX products_under_way;
CREATE INDEX products_under_way ON products (user_id, publish_shop, publish_target)
  WHERE publish_state IN ('queued', 'publishing', 'retiring');
