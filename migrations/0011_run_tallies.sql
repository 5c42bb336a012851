-- How far each run has come, kept on the run itself: lists of runs read no mockups. What is not
-- counted here waits still: `pair_count` is how many mockups were written with the run.
ALTER TABLE mockup_runs ADD COLUMN generating INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN completed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN approved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mockup_runs ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
-- Credits that ended mockups have cost; of one in doubt nobody knows yet.
ALTER TABLE mockup_runs ADD COLUMN credits_spent INTEGER NOT NULL DEFAULT 0;
UPDATE mockup_runs SET deleted = pair_count;
UPDATE mockup_runs SET generating = t.generating, completed = t.completed, approved = t.approved,
    rejected = t.rejected, failed = t.failed, deleted = pair_count - t.n, credits_spent = t.spent
  FROM (SELECT user_id, run_id, count(*) AS n, sum(status = 'generating') AS generating,
      sum(status = 'completed') AS completed, sum(status = 'approved') AS approved,
      sum(status = 'rejected') AS rejected, sum(status = 'failed') AS failed,
      sum(iif(status IN ('pending', 'generating') OR failure_code IS 'suspect', 0, credits_used))
        AS spent
    FROM mockups GROUP BY user_id, run_id) AS t
  WHERE t.user_id = mockup_runs.user_id AND t.run_id = mockup_runs.id;

CREATE TRIGGER runs_tally_insert AFTER INSERT ON mockups WHEN NEW.status <> 'pending' BEGIN
  UPDATE mockup_runs SET
      generating = generating + (NEW.status = 'generating'),
      completed = completed + (NEW.status = 'completed'),
      approved = approved + (NEW.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected'),
      failed = failed + (NEW.status = 'failed'),
      credits_spent = credits_spent
        + iif(NEW.status = 'generating' OR NEW.failure_code IS 'suspect', 0, NEW.credits_used)
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
CREATE TRIGGER runs_tally_update AFTER UPDATE OF status, failure_code, credits_used ON mockups
WHEN OLD.status <> NEW.status OR OLD.failure_code IS NOT NEW.failure_code
  OR OLD.credits_used <> NEW.credits_used BEGIN
  UPDATE mockup_runs SET
      generating = generating + (NEW.status = 'generating') - (OLD.status = 'generating'),
      completed = completed + (NEW.status = 'completed') - (OLD.status = 'completed'),
      approved = approved + (NEW.status = 'approved') - (OLD.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected') - (OLD.status = 'rejected'),
      failed = failed + (NEW.status = 'failed') - (OLD.status = 'failed'),
      credits_spent = credits_spent
        + iif(NEW.status IN ('pending', 'generating') OR NEW.failure_code IS 'suspect', 0, NEW.credits_used)
        - iif(OLD.status IN ('pending', 'generating') OR OLD.failure_code IS 'suspect', 0, OLD.credits_used)
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
CREATE TRIGGER runs_tally_delete AFTER DELETE ON mockups BEGIN
  UPDATE mockup_runs SET
      generating = generating - (OLD.status = 'generating'),
      completed = completed - (OLD.status = 'completed'),
      approved = approved - (OLD.status = 'approved'),
      rejected = rejected - (OLD.status = 'rejected'),
      failed = failed - (OLD.status = 'failed'),
      deleted = deleted + 1,
      credits_spent = credits_spent
        - iif(OLD.status IN ('pending', 'generating') OR OLD.failure_code IS 'suspect', 0, OLD.credits_used)
    WHERE user_id = OLD.user_id AND id = OLD.run_id;
END;
