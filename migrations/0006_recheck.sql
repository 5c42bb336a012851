-- When the shop is to be looked at again: a call of it was sent whose answer was not heard, and
-- which the shop may carry out late.
ALTER TABLE product_publications ADD COLUMN recheck_at TEXT;
CREATE INDEX publications_to_recheck ON product_publications (recheck_at) WHERE recheck_at IS NOT NULL;
CREATE INDEX publications_in_doubt ON product_publications (user_id, shop_domain) WHERE recheck_at IS NOT NULL;
