-- The rows of one owner, or the system's (user_id NULL), without reading everybody's.
CREATE INDEX pricing_by_user ON product_pricing (user_id, size);
CREATE INDEX scenes_by_user ON mockup_scene_templates (user_id, id);

-- What is on its way to, or from, a shop.
CREATE INDEX products_under_way ON products (user_id, publish_shop) WHERE publish_state IN ('queued', 'publishing', 'retiring');
