-- Exact totals of approval items without counting them: one row per user, status and type.
CREATE TABLE approval_counts (
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, status, type)
) WITHOUT ROWID;
INSERT INTO approval_counts (user_id, status, type, n)
  SELECT user_id, status, type, count(*) FROM approval_items GROUP BY user_id, status, type;
CREATE TRIGGER approvals_count_insert AFTER INSERT ON approval_items BEGIN
  INSERT INTO approval_counts (user_id, status, type, n) VALUES (NEW.user_id, NEW.status, NEW.type, 1)
    ON CONFLICT (user_id, status, type) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER approvals_count_delete AFTER DELETE ON approval_items BEGIN
  UPDATE approval_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND type = OLD.type;
END;
CREATE TRIGGER approvals_count_update AFTER UPDATE OF status ON approval_items WHEN OLD.status <> NEW.status BEGIN
  UPDATE approval_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND type = OLD.type;
  INSERT INTO approval_counts (user_id, status, type, n) VALUES (NEW.user_id, NEW.status, NEW.type, 1)
    ON CONFLICT (user_id, status, type) DO UPDATE SET n = n + 1;
END;

-- The order of the list where it shows every status.
CREATE INDEX approvals_by_priority ON approval_items (user_id, priority, id);

-- The same of the retry queue: what has succeeded or was discarded stays.
CREATE TABLE retry_counts (
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  operation_type TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, status, operation_type)
) WITHOUT ROWID;
INSERT INTO retry_counts (user_id, status, operation_type, n)
  SELECT user_id, status, operation_type, count(*) FROM retry_queue GROUP BY user_id, status, operation_type;
CREATE TRIGGER retries_count_insert AFTER INSERT ON retry_queue BEGIN
  INSERT INTO retry_counts (user_id, status, operation_type, n)
    VALUES (NEW.user_id, NEW.status, NEW.operation_type, 1)
    ON CONFLICT (user_id, status, operation_type) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER retries_count_delete AFTER DELETE ON retry_queue BEGIN
  UPDATE retry_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND operation_type = OLD.operation_type;
END;
CREATE TRIGGER retries_count_update AFTER UPDATE OF status ON retry_queue WHEN OLD.status <> NEW.status BEGIN
  UPDATE retry_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND operation_type = OLD.operation_type;
  INSERT INTO retry_counts (user_id, status, operation_type, n)
    VALUES (NEW.user_id, NEW.status, NEW.operation_type, 1)
    ON CONFLICT (user_id, status, operation_type) DO UPDATE SET n = n + 1;
END;
