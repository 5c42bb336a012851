-- For the list of one collection. Items without one are not in it, and cost nothing more to write.
CREATE INDEX approvals_by_collection ON approval_items (user_id, collection, status, type, priority, id)
  WHERE collection IS NOT NULL;
