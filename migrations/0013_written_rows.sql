-- Every entry of an index is a row that is written, and paid for, with each mockup. These served
-- nothing that another one, or a walk along each value of it, does not serve as well.
DROP INDEX mockups_by_scene;
DROP INDEX approvals_by_status;
DROP INDEX approvals_by_priority;
DROP INDEX credit_usage_by_month;
-- A picture's id stands in the key of its file.
DROP INDEX pictures_by_file;

-- Smaller: of artwork without a quote; of approval items that are not found by their picture; of
-- what a person is told about.
DROP INDEX mockups_by_quote;
CREATE INDEX mockups_by_quote ON mockups (user_id, quote_id, id) WHERE quote_id IS NOT NULL;
DROP INDEX approvals_by_reference;
CREATE INDEX approvals_by_reference ON approval_items (user_id, reference_id) WHERE picture_id IS NULL;
DROP INDEX approvals_pending_once;
CREATE UNIQUE INDEX approvals_pending_once ON approval_items (user_id, reference_id) WHERE status = 'pending' AND picture_id IS NULL;
DROP INDEX pictures_held_up;
CREATE INDEX pictures_held_up ON pictures (user_id, waiting_for) WHERE waiting_for IN ('breaker', 'unreachable');

-- What is being rendered is found apart from what waits.
DROP INDEX pictures_due;
CREATE INDEX pictures_due ON pictures (user_id, state, updated_at) WHERE state IN ('waiting', 'rendering');
