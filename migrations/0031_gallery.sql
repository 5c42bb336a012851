-- The gallery of mockups: by collection, by score, and by the titles of artworks.
--
-- A mockup has its artwork's collection: kept by the trigger below, and written with the row.
ALTER TABLE mockups ADD COLUMN collection TEXT;
UPDATE mockups SET collection =
  (SELECT a.collection FROM assets AS a WHERE a.user_id = mockups.user_id AND a.id = mockups.asset_id);
CREATE TRIGGER mockups_assigned AFTER UPDATE OF collection ON assets
WHEN OLD.collection IS NOT NEW.collection BEGIN
  UPDATE mockups SET collection = NEW.collection
    WHERE user_id = NEW.user_id AND asset_id = NEW.id;
END;
-- Mockups without a collection or a score are not in these, and cost nothing more to write.
CREATE INDEX mockups_by_collection ON mockups (user_id, collection, id) WHERE collection IS NOT NULL;
CREATE INDEX mockups_by_score ON mockups (user_id, quality_score, id) WHERE quality_score IS NOT NULL;
CREATE INDEX mockups_of_artwork_by_score ON mockups (user_id, asset_id, quality_score, id)
  WHERE quality_score IS NOT NULL;
-- Unique, so that the mockups of each artwork follow in their own order without sorting.
CREATE UNIQUE INDEX assets_by_title ON assets (user_id, title COLLATE NOCASE, id);
