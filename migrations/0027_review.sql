-- What the present decision about a picture replaced, as JSON: so that it can be undone.
ALTER TABLE pictures ADD COLUMN decided_before TEXT;

-- Mockups are reviewed artwork by artwork, room by room. What is decided leaves the index.
ALTER TABLE approval_items ADD COLUMN asset_id TEXT GENERATED ALWAYS AS (payload ->> 'assetId') VIRTUAL;
ALTER TABLE approval_items ADD COLUMN scene TEXT GENERATED ALWAYS AS (payload ->> 'scene') VIRTUAL;
CREATE INDEX approvals_to_review ON approval_items (user_id, status, type, asset_id, scene, id, collection)
  WHERE status = 'pending' AND type = 'mockup';
