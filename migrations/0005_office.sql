-- What people decide, what happened, what will be tried again, and how each user works.
CREATE TABLE approval_items (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  reference_id TEXT NOT NULL,
  reference_table TEXT NOT NULL,
  picture_id TEXT,
  payload TEXT NOT NULL,
  collection TEXT,
  priority INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0,
  decided_at TEXT,
  decided_by TEXT,
  reason TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX approvals_by_status ON approval_items (user_id, status, priority, id);
CREATE INDEX approvals_by_status_type ON approval_items (user_id, status, type, priority, id);
CREATE INDEX approvals_by_reference ON approval_items (user_id, reference_id);
CREATE INDEX approvals_by_picture ON approval_items (user_id, picture_id, id) WHERE picture_id IS NOT NULL;
CREATE UNIQUE INDEX approvals_of_picture_once ON approval_items (user_id, picture_id) WHERE status = 'pending' AND picture_id IS NOT NULL;
CREATE UNIQUE INDEX approvals_pending_once ON approval_items (user_id, reference_id) WHERE status = 'pending';

CREATE TABLE activity_log (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  action_type TEXT NOT NULL,
  details TEXT NOT NULL,
  executed INTEGER NOT NULL DEFAULT 1,
  module TEXT NOT NULL,
  reference_id TEXT,
  reference_table TEXT,
  actor_type TEXT NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX activity_by_module ON activity_log (user_id, module, id);
CREATE INDEX activity_by_reference ON activity_log (user_id, reference_id, id);

CREATE TABLE retry_queue (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  operation_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  payload TEXT NOT NULL,
  error TEXT NOT NULL,
  permanent INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL,
  next_attempt_at TEXT,
  lease_until TEXT,
  status TEXT NOT NULL,
  reference_id TEXT,
  reference_table TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX retry_by_subject ON retry_queue (user_id, operation_type, subject_id);
CREATE INDEX retry_by_status ON retry_queue (user_id, status, id);
CREATE INDEX retry_due ON retry_queue (next_attempt_at) WHERE status = 'waiting';
CREATE INDEX retry_running ON retry_queue (lease_until) WHERE status = 'running';

CREATE TABLE user_settings (
  user_id TEXT NOT NULL PRIMARY KEY,
  global_mode TEXT NOT NULL DEFAULT 'supervised',
  module_overrides TEXT NOT NULL DEFAULT '{}',
  guardrails TEXT NOT NULL DEFAULT '{}',
  updated_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE integrations (
  user_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  status TEXT NOT NULL,
  account TEXT,
  metadata TEXT NOT NULL DEFAULT '{}',
  credentials TEXT,
  error TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, provider)
);
CREATE UNIQUE INDEX integrations_by_account ON integrations (provider, account) WHERE account IS NOT NULL;

CREATE TABLE idempotency_keys (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  work_id TEXT NOT NULL,
  status INTEGER,
  answer TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_by_age ON idempotency_keys (created_at);

CREATE TABLE sweep_heartbeats (
  sweep TEXT NOT NULL PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  handled INTEGER NOT NULL DEFAULT 0,
  cursor TEXT,
  error TEXT
) WITHOUT ROWID;

-- What a person should know although nobody asked: shown on every page until it is put away.
CREATE TABLE notices (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  tone TEXT NOT NULL,
  text TEXT NOT NULL,
  href TEXT,
  dismissed_at TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX notices_open ON notices (user_id, id) WHERE dismissed_at IS NULL;
