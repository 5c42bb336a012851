-- What a person's retries that are due are counted by.
CREATE INDEX retry_due_of_user ON retry_queue (user_id, next_attempt_at) WHERE status = 'waiting';
