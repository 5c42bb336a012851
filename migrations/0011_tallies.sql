-- A mockup is not written when its picture begins to be rendered: it is pending until it ends, and
-- shown as generating meanwhile.
UPDATE mockups SET status = 'pending' WHERE status = 'generating';

-- How far each run has come, kept on the run itself: lists of runs read no mockups. What is not
-- counted here waits still: `pair_count` is how many mockups were written with the run.
ALTER TABLE mockup_runs ADD COLUMN completed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN approved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
-- Credits that ended mockups have cost; of one in doubt nobody knows yet.
ALTER TABLE mockup_runs ADD COLUMN credits_spent INTEGER NOT NULL DEFAULT 0;
UPDATE mockup_runs SET deleted = pair_count;
UPDATE mockup_runs SET completed = t.completed, approved = t.approved,
    rejected = t.rejected, failed = t.failed, deleted = pair_count - t.n, credits_spent = t.spent
  FROM (SELECT user_id, run_id, count(*) AS n,
      sum(status = 'completed') AS completed, sum(status = 'approved') AS approved,
      sum(status = 'rejected') AS rejected, sum(status = 'failed') AS failed,
      sum(iif(status = 'pending' OR failure_code IS 'suspect', 0, credits_used))
        AS spent
    FROM mockups GROUP BY user_id, run_id) AS t
  WHERE t.user_id = mockup_runs.user_id AND t.run_id = mockup_runs.id;

CREATE TRIGGER runs_tally_insert AFTER INSERT ON mockups WHEN NEW.status <> 'pending' BEGIN
  UPDATE mockup_runs SET
      completed = completed + (NEW.status = 'completed'),
      approved = approved + (NEW.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected'),
      failed = failed + (NEW.status = 'failed'),
      credits_spent = credits_spent
        + iif(NEW.failure_code IS 'suspect', 0, NEW.credits_used)
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
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
        - iif(OLD.status = 'pending' OR OLD.failure_code IS 'suspect', 0, OLD.credits_used)
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
CREATE TRIGGER runs_tally_delete AFTER DELETE ON mockups BEGIN
  UPDATE mockup_runs SET
      completed = completed - (OLD.status = 'completed'),
      approved = approved - (OLD.status = 'approved'),
      rejected = rejected - (OLD.status = 'rejected'),
      failed = failed - (OLD.status = 'failed'),
      deleted = deleted + 1,
      credits_spent = credits_spent
        - iif(OLD.status = 'pending' OR OLD.failure_code IS 'suspect', 0, OLD.credits_used)
    WHERE user_id = OLD.user_id AND id = OLD.run_id;
END;

-- The gallery's totals: one row per user and scene with a column per status in place of a row per
-- status, so that a change of status writes one row and not two. The former table is left empty.
CREATE TABLE mockup_tallies (
  user_id TEXT NOT NULL,
  scene TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  completed INTEGER NOT NULL DEFAULT 0,
  approved INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, scene)
) WITHOUT ROWID;
INSERT INTO mockup_tallies
  SELECT user_id, scene, sum(status = 'pending'),
    sum(status = 'completed'), sum(status = 'approved'), sum(status = 'rejected'),
    sum(status = 'failed')
  FROM mockups GROUP BY user_id, scene;
DROP TRIGGER mockups_count_insert;
DROP TRIGGER mockups_count_delete;
DROP TRIGGER mockups_count_update;
DELETE FROM mockup_counts;
CREATE TRIGGER mockups_tally_insert AFTER INSERT ON mockups BEGIN
  INSERT INTO mockup_tallies VALUES (NEW.user_id, NEW.scene, NEW.status = 'pending',
      NEW.status = 'completed', NEW.status = 'approved',
      NEW.status = 'rejected', NEW.status = 'failed')
    ON CONFLICT (user_id, scene) DO UPDATE SET
      pending = pending + excluded.pending,
      completed = completed + excluded.completed,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected,
      failed = failed + excluded.failed;
END;
CREATE TRIGGER mockups_tally_update AFTER UPDATE OF status ON mockups
WHEN OLD.status <> NEW.status BEGIN
  UPDATE mockup_tallies SET
      pending = pending + (NEW.status = 'pending') - (OLD.status = 'pending'),
      completed = completed + (NEW.status = 'completed') - (OLD.status = 'completed'),
      approved = approved + (NEW.status = 'approved') - (OLD.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected') - (OLD.status = 'rejected'),
      failed = failed + (NEW.status = 'failed') - (OLD.status = 'failed')
    WHERE user_id = NEW.user_id AND scene = NEW.scene;
END;
CREATE TRIGGER mockups_tally_delete AFTER DELETE ON mockups BEGIN
  UPDATE mockup_tallies SET
      pending = pending - (OLD.status = 'pending'),
      completed = completed - (OLD.status = 'completed'),
      approved = approved - (OLD.status = 'approved'),
      rejected = rejected - (OLD.status = 'rejected'),
      failed = failed - (OLD.status = 'failed')
    WHERE user_id = OLD.user_id AND scene = OLD.scene;
END;
