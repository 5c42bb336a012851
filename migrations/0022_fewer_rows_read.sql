-- What a change of a mockup or an approval item reads besides its own row: a tally that is added to
-- by an upsert is not read first, as by an UPDATE, and a list of three values to compare with is a
-- table that is read, where one of two is not.
DROP TRIGGER approvals_tally_update;
CREATE TRIGGER approvals_tally_update AFTER UPDATE OF status ON approval_items
WHEN OLD.status <> NEW.status BEGIN
  INSERT INTO approval_tallies VALUES (NEW.user_id, NEW.type,
      (NEW.status = 'pending') - (OLD.status = 'pending'),
      (NEW.status = 'approved') - (OLD.status = 'approved'),
      (NEW.status = 'rejected') - (OLD.status = 'rejected'))
    ON CONFLICT (user_id, type) DO UPDATE SET
      pending = pending + excluded.pending,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected;
END;

DROP TRIGGER mockups_tally_update;
CREATE TRIGGER mockups_tally_update AFTER UPDATE OF status ON mockups
WHEN OLD.status <> NEW.status BEGIN
  INSERT INTO mockup_tallies VALUES (NEW.user_id, NEW.scene,
      (NEW.status = 'pending') - (OLD.status = 'pending'),
      (NEW.status = 'completed') - (OLD.status = 'completed'),
      (NEW.status = 'approved') - (OLD.status = 'approved'),
      (NEW.status = 'rejected') - (OLD.status = 'rejected'),
      (NEW.status = 'failed') - (OLD.status = 'failed'))
    ON CONFLICT (user_id, scene) DO UPDATE SET
      pending = pending + excluded.pending,
      completed = completed + excluded.completed,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected,
      failed = failed + excluded.failed;
END;

DROP TRIGGER mockups_stale_update;
CREATE TRIGGER mockups_stale_update AFTER UPDATE OF status ON mockups
WHEN NEW.status NOT IN ('pending', 'failed') AND OLD.status IN ('pending', 'failed') BEGIN
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
