-- What every page counts, and the page of problems lists: products that a shop did not take.
CREATE INDEX products_failed ON products (user_id, id) WHERE publish_state = 'failed';
