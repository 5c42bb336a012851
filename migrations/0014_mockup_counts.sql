-- Mockups that wait have a row of `mockup_counts` no more: how many there are of a scene stands in its
-- row `all`, and what has not ended waits. So a mockup that is asked for, or ends, writes one row.
INSERT INTO mockup_counts (user_id, scene, status, n)
  SELECT user_id, scene, 'all', sum(n) FROM mockup_counts GROUP BY user_id, scene;
DELETE FROM mockup_counts WHERE status IN ('pending', 'generating');
DROP TRIGGER mockups_count_insert;
DROP TRIGGER mockups_count_delete;
DROP TRIGGER mockups_count_update;
CREATE TRIGGER mockups_count_insert AFTER INSERT ON mockups BEGIN
  INSERT INTO mockup_counts (user_id, scene, status, n) VALUES (NEW.user_id, NEW.scene, 'all', 1)
    ON CONFLICT (user_id, scene, status) DO UPDATE SET n = n + 1;
  INSERT INTO mockup_counts (user_id, scene, status, n)
    SELECT NEW.user_id, NEW.scene, NEW.status, 1 WHERE NEW.status <> 'pending'
    ON CONFLICT (user_id, scene, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER mockups_count_delete AFTER DELETE ON mockups BEGIN
  UPDATE mockup_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND scene = OLD.scene AND status IN ('all', OLD.status);
END;
CREATE TRIGGER mockups_count_update AFTER UPDATE OF status ON mockups WHEN OLD.status <> NEW.status BEGIN
  UPDATE mockup_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND scene = OLD.scene AND status = OLD.status;
  INSERT INTO mockup_counts (user_id, scene, status, n)
    SELECT NEW.user_id, NEW.scene, NEW.status, 1 WHERE NEW.status <> 'pending'
    ON CONFLICT (user_id, scene, status) DO UPDATE SET n = n + 1;
END;

-- The mockups of a scene that wait are found among all that wait.
DROP INDEX mockups_by_scene_status;
CREATE INDEX mockups_by_scene_status ON mockups (user_id, scene, status, id) WHERE status <> 'pending';
