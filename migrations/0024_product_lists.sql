-- Since when a product differs from what a shop got last; null while the shop has it as it is.
ALTER TABLE product_publications ADD COLUMN unsent_since TEXT;
UPDATE product_publications SET unsent_since = (
  SELECT changed.created_at FROM activity_log AS changed
  WHERE changed.user_id = product_publications.user_id
    AND changed.reference_id = product_publications.product_id
    AND changed.action_type = 'product_changed'
    AND changed.created_at > product_publications.last_synced_at
  ORDER BY changed.id LIMIT 1)
WHERE sent_hash IS NOT NULL;
CREATE INDEX publications_unsent ON product_publications (user_id, unsent_since)
  WHERE unsent_since IS NOT NULL;

-- The orders of the list of products, within each status: a page of all of them takes the first of
-- each status.
CREATE INDEX products_by_title ON products (user_id, status, title COLLATE NOCASE, id);
CREATE INDEX products_by_update ON products (user_id, status, updated_at, id);
CREATE INDEX products_by_revenue ON products (user_id, status, total_revenue, id);
CREATE INDEX products_of_collection_by_title
  ON products (user_id, collection, status, title COLLATE NOCASE, id);
CREATE INDEX products_of_collection_by_update
  ON products (user_id, collection, status, updated_at, id);
CREATE INDEX products_of_collection_by_revenue
  ON products (user_id, collection, status, total_revenue, id);
