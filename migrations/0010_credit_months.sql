-- What a person's retries that are due are counted by.
CREATE INDEX retry_due_of_user ON retry_queue (user_id, next_attempt_at) WHERE status = 'waiting';

-- An entry of the credit statement keeps the collection it was paid for, so that it stays where it
-- is when its mockup is deleted or its quote moves.
ALTER TABLE mockup_credit_usage ADD COLUMN collection TEXT NOT NULL DEFAULT 'none';
UPDATE mockup_credit_usage SET collection = coalesce((SELECT q.collection FROM mockups AS m
  JOIN quotes AS q ON q.user_id = m.user_id AND q.id = m.quote_id
  WHERE m.user_id = mockup_credit_usage.user_id AND m.id = mockup_credit_usage.mockup_id), 'none');

-- Entries by operation and collection, newest first. Nothing looks for them by their mockup.
CREATE INDEX credit_usage_by_group ON mockup_credit_usage (user_id, collection, operation, sequence);
DROP INDEX credit_usage_by_mockup;

-- The statement's figures without adding entries up: one row per user, month, operation and
-- collection, with the numbers of its first and last entry.
CREATE TABLE credit_months (
  user_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  operation TEXT NOT NULL,
  collection TEXT NOT NULL,
  entries INTEGER NOT NULL,
  credits INTEGER NOT NULL,
  first_sequence INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  PRIMARY KEY (user_id, year, month, operation, collection)
) WITHOUT ROWID;
INSERT INTO credit_months (user_id, year, month, operation, collection, entries, credits,
    first_sequence, last_sequence)
  SELECT user_id, year, month, operation, collection, count(*), sum(credits), min(sequence),
    max(sequence)
  FROM mockup_credit_usage GROUP BY user_id, year, month, operation, collection;
-- A report that is written again adds nothing: rows that are there already are not inserted.
CREATE TRIGGER credit_months_insert AFTER INSERT ON mockup_credit_usage BEGIN
  INSERT INTO credit_months (user_id, year, month, operation, collection, entries, credits,
      first_sequence, last_sequence)
    VALUES (NEW.user_id, NEW.year, NEW.month, NEW.operation, NEW.collection, 1, NEW.credits,
      NEW.sequence, NEW.sequence)
    ON CONFLICT (user_id, year, month, operation, collection) DO UPDATE SET
      entries = entries + 1, credits = credits + NEW.credits,
      first_sequence = min(first_sequence, NEW.sequence),
      last_sequence = max(last_sequence, NEW.sequence);
END;
CREATE TRIGGER credit_months_delete AFTER DELETE ON mockup_credit_usage BEGIN
  UPDATE credit_months SET entries = entries - 1, credits = credits - OLD.credits
    WHERE user_id = OLD.user_id AND year = OLD.year AND month = OLD.month
      AND operation = OLD.operation AND collection = OLD.collection;
END;
