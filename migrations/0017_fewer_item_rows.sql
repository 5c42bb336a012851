-- An open item is found by its picture in the index that keeps it the only one; this one has those
-- that are decided: so a new item is written into one of the two.
DROP INDEX approvals_by_picture;
CREATE INDEX approvals_by_picture ON approval_items (user_id, picture_id, id) WHERE picture_id IS NOT NULL AND status <> 'pending';

-- Totals of approval items: one row per user and type with a column per status in place of a row
-- per status, so that a decision writes one row and not two. The former table is left empty.
CREATE TABLE approval_tallies (
  user_id TEXT NOT NULL,
  type TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  approved INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, type)
) WITHOUT ROWID;
INSERT INTO approval_tallies
  SELECT user_id, type, sum(status = 'pending'), sum(status = 'approved'), sum(status = 'rejected')
  FROM approval_items GROUP BY user_id, type;
DROP TRIGGER approvals_count_insert;
DROP TRIGGER approvals_count_delete;
DROP TRIGGER approvals_count_update;
DELETE FROM approval_counts;
CREATE TRIGGER approvals_tally_insert AFTER INSERT ON approval_items BEGIN
  INSERT INTO approval_tallies VALUES (NEW.user_id, NEW.type, NEW.status = 'pending',
      NEW.status = 'approved', NEW.status = 'rejected')
    ON CONFLICT (user_id, type) DO UPDATE SET
      pending = pending + excluded.pending,
      approved = approved + excluded.approved,
      rejected = rejected + excluded.rejected;
END;
CREATE TRIGGER approvals_tally_update AFTER UPDATE OF status ON approval_items
WHEN OLD.status <> NEW.status BEGIN
  UPDATE approval_tallies SET
      pending = pending + (NEW.status = 'pending') - (OLD.status = 'pending'),
      approved = approved + (NEW.status = 'approved') - (OLD.status = 'approved'),
      rejected = rejected + (NEW.status = 'rejected') - (OLD.status = 'rejected')
    WHERE user_id = NEW.user_id AND type = NEW.type;
END;
CREATE TRIGGER approvals_tally_delete AFTER DELETE ON approval_items BEGIN
  UPDATE approval_tallies SET
      pending = pending - (OLD.status = 'pending'),
      approved = approved - (OLD.status = 'approved'),
      rejected = rejected - (OLD.status = 'rejected')
    WHERE user_id = OLD.user_id AND type = OLD.type;
END;
