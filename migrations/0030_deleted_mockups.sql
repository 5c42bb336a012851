-- Finished mockups that were deleted, for thirty days: the rows themselves have left `mockups`, so
-- that every list, counter and choice is of what there is. Their pictures are kept meanwhile.
CREATE TABLE deleted_mockups (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  picture_id TEXT NOT NULL,
  scene TEXT NOT NULL,
  deleted_at TEXT NOT NULL,
  deleted_by TEXT NOT NULL,
  -- All columns of the row, as JSON.
  mockup TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX deleted_mockups_by_date ON deleted_mockups (user_id, deleted_at, id);
CREATE INDEX deleted_mockups_by_asset ON deleted_mockups (user_id, asset_id);
CREATE INDEX deleted_mockups_by_picture ON deleted_mockups (user_id, picture_id);
CREATE INDEX deleted_mockups_due ON deleted_mockups (deleted_at);

-- One that is restored is inserted before its row here goes: it is no new one.
DROP TRIGGER runs_tally_insert;
CREATE TRIGGER runs_tally_insert AFTER INSERT ON mockups WHEN NEW.status <> 'pending' BEGIN
  UPDATE mockup_runs SET
      completed = completed + (NEW.status = 'completed'),
      approved = approved + (NEW.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected'),
      failed = failed + (NEW.status = 'failed'),
      deleted = deleted - EXISTS (
        SELECT 1 FROM deleted_mockups AS d WHERE d.user_id = NEW.user_id AND d.id = NEW.id),
      credits_spent = credits_spent
        + iif(NEW.failure_code IS 'suspect', 0, NEW.credits_used),
      ended_at = coalesce(ended_at, iif(
        completed + approved + rejected + failed + deleted + 1 >= pair_count, NEW.updated_at, NULL))
    WHERE user_id = NEW.user_id AND id = NEW.run_id;
END;
DROP TRIGGER mockups_tally_insert;
CREATE TRIGGER mockups_tally_insert AFTER INSERT ON mockups BEGIN
  INSERT INTO mockup_tallies (user_id, scene, pending, completed, approved, rejected, failed,
      month, month_made, month_approved)
    VALUES (NEW.user_id, NEW.scene, NEW.status = 'pending', NEW.status = 'completed',
      NEW.status = 'approved', NEW.status = 'rejected', NEW.status = 'failed',
      substr(NEW.updated_at, 1, 7),
      NEW.status NOT IN ('pending', 'failed') AND NOT EXISTS (
        SELECT 1 FROM deleted_mockups AS d WHERE d.user_id = NEW.user_id AND d.id = NEW.id),
      NEW.status = 'approved' AND NOT EXISTS (
        SELECT 1 FROM deleted_mockups AS d WHERE d.user_id = NEW.user_id AND d.id = NEW.id))
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
