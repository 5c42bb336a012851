-- Where a pair is in its run: the order in which it was asked for, is sent to be rendered, and is
-- shown. Those of former runs have none, and are shown by artwork and room as before.
ALTER TABLE mockups ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

-- When the last pair of a run ended for the first time; not known of runs that ended before.
ALTER TABLE mockup_runs ADD COLUMN ended_at TEXT;
DROP TRIGGER runs_tally_insert;
CREATE TRIGGER runs_tally_insert AFTER INSERT ON mockups WHEN NEW.status <> 'pending' BEGIN
  UPDATE mockup_runs SET
      completed = completed + (NEW.status = 'completed'),
      approved = approved + (NEW.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected'),
      failed = failed + (NEW.status = 'failed'),
      credits_spent = credits_spent
        + iif(NEW.failure_code IS 'suspect', 0, NEW.credits_used),
      ended_at = coalesce(ended_at, iif(
        completed + approved + rejected + failed + deleted + 1 >= pair_count, NEW.updated_at, NULL))
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
DROP TRIGGER runs_tally_update;
CREATE TRIGGER runs_tally_update AFTER UPDATE OF status, failure_code, credits_used ON mockups
WHEN OLD.status <> NEW.status OR OLD.failure_code IS NOT NEW.failure_code
  OR OLD.credits_used <> NEW.credits_used BEGIN
  UPDATE mockup_runs SET
      completed = completed + (NEW.status = 'completed') - (OLD.status = 'completed'),
      approved = approved + (NEW.status = 'approved') - (OLD.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected') - (OLD.status = 'rejected'),
      failed = failed + (NEW.status = 'failed') - (OLD.status = 'failed'),
      credits_spent = credits_spent
        + iif(NEW.status = 'pending' OR NEW.failure_code IS 'suspect', 0, NEW.credits_used)
        - iif(OLD.status = 'pending' OR OLD.failure_code IS 'suspect', 0, OLD.credits_used),
      ended_at = coalesce(ended_at, iif(
        OLD.status = 'pending' AND NEW.status <> 'pending'
          AND completed + approved + rejected + failed + deleted + 1 >= pair_count,
        NEW.updated_at, NULL))
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;

-- What has come of a month, in the row that each change of a mockup writes anyway: `month` is the
-- newest with a change, as 2026-11, and the others count in it. What is deleted stays counted.
ALTER TABLE mockup_tallies ADD COLUMN month TEXT NOT NULL DEFAULT '';
ALTER TABLE mockup_tallies ADD COLUMN month_made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_tallies ADD COLUMN month_approved INTEGER NOT NULL DEFAULT 0;
UPDATE mockup_tallies SET month = t.month, month_made = t.made, month_approved = t.approved
  FROM (SELECT user_id, scene, substr(created_at, 1, 7) AS month, count(*) AS made,
      sum(status = 'approved') AS approved
    FROM mockups WHERE status IN ('completed', 'approved', 'rejected')
    GROUP BY user_id, scene, substr(created_at, 1, 7)
    HAVING substr(created_at, 1, 7) = (SELECT max(substr(newest.created_at, 1, 7))
      FROM mockups AS newest WHERE newest.user_id = mockups.user_id AND newest.scene = mockups.scene
        AND newest.status IN ('completed', 'approved', 'rejected'))) AS t
  WHERE t.user_id = mockup_tallies.user_id AND t.scene = mockup_tallies.scene;
DROP TRIGGER mockups_tally_insert;
CREATE TRIGGER mockups_tally_insert AFTER INSERT ON mockups BEGIN
  INSERT INTO mockup_tallies (user_id, scene, pending, completed, approved, rejected, failed,
      month, month_made, month_approved)
    VALUES (NEW.user_id, NEW.scene, NEW.status = 'pending', NEW.status = 'completed',
      NEW.status = 'approved', NEW.status = 'rejected', NEW.status = 'failed',
      substr(NEW.updated_at, 1, 7), NEW.status NOT IN ('pending', 'failed'),
      NEW.status = 'approved')
    ON CONFLICT (user_id, scene) DO UPDATE SET
      pending = pending + excluded.pending,
      completed = completed + excluded.completed,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected,
      failed = failed + excluded.failed,
      month_made = iif(month = excluded.month, month_made, 0) + excluded.month_made,
      month_approved = iif(month = excluded.month, month_approved, 0) + excluded.month_approved,
      month = excluded.month;
END;
DROP TRIGGER mockups_tally_update;
CREATE TRIGGER mockups_tally_update AFTER UPDATE OF status ON mockups
WHEN OLD.status <> NEW.status BEGIN
  INSERT INTO mockup_tallies (user_id, scene, pending, completed, approved, rejected, failed,
      month, month_made, month_approved)
    VALUES (NEW.user_id, NEW.scene,
      (NEW.status = 'pending') - (OLD.status = 'pending'),
      (NEW.status = 'completed') - (OLD.status = 'completed'),
      (NEW.status = 'approved') - (OLD.status = 'approved'),
      (NEW.status = 'rejected') - (OLD.status = 'rejected'),
      (NEW.status = 'failed') - (OLD.status = 'failed'),
      substr(NEW.updated_at, 1, 7),
      OLD.status IN ('pending', 'failed') AND NEW.status NOT IN ('pending', 'failed'),
      (NEW.status = 'approved') - (OLD.status = 'approved'))
    ON CONFLICT (user_id, scene) DO UPDATE SET
      pending = pending + excluded.pending,
      completed = completed + excluded.completed,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected,
      failed = failed + excluded.failed,
      month_made = iif(month = excluded.month, month_made, 0) + excluded.month_made,
      -- What was approved in a former month and no longer is takes nothing off this one.
      month_approved = max(0,
        iif(month = excluded.month, month_approved, 0) + excluded.month_approved),
      month = excluded.month;
END;

-- What was published in a month.
CREATE INDEX publications_by_date ON product_publications (user_id, published_at)
  WHERE published_at IS NOT NULL;
