-- How far what a job has asked of a shop has arrived there: of each item its task, and how that
-- ended; counted by a trigger.
ALTER TABLE job_items ADD COLUMN task_id TEXT;
ALTER TABLE job_items ADD COLUMN arrival TEXT;
ALTER TABLE job_items ADD COLUMN arrival_error TEXT;
CREATE INDEX job_items_under_way ON job_items (user_id, task_id) WHERE task_id IS NOT NULL;
ALTER TABLE jobs ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN not_arrived INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER job_items_arrived AFTER UPDATE OF task_id, arrival ON job_items
WHEN NEW.task_id IS NOT OLD.task_id OR NEW.arrival IS NOT OLD.arrival BEGIN
  UPDATE jobs SET sent = sent + (NEW.task_id IS NOT NULL) - (OLD.task_id IS NOT NULL),
    arrived = arrived + (NEW.arrival IS 'done') - (OLD.arrival IS 'done'),
    not_arrived = not_arrived + (NEW.arrival IS 'failed') - (OLD.arrival IS 'failed')
  WHERE user_id = NEW.user_id AND id = NEW.job_id;
END;
