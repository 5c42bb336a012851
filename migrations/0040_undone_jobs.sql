-- What a product's jobs have left it as: undoing the newest of them brings the one before it back.
CREATE INDEX job_items_by_product ON job_items (user_id, product_id, version_after)
  WHERE version_after IS NOT NULL;
