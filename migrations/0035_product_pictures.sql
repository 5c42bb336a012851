-- Which artwork and room a picture of a product shows, kept beyond its mockup.
ALTER TABLE product_images ADD COLUMN asset_id TEXT;
ALTER TABLE product_images ADD COLUMN scene TEXT;
UPDATE product_images SET (asset_id, scene) = (
  SELECT m.asset_id, m.scene FROM mockups AS m
  WHERE m.user_id = product_images.user_id AND m.id = product_images.source_id)
WHERE source_type = 'mockup';
UPDATE product_images SET asset_id = source_id WHERE source_type = 'asset';

-- The picture that a shop shows when this variant is chosen: an image of its product.
ALTER TABLE product_variants ADD COLUMN image_id TEXT;
-- One whose mockup was deleted is of the scene that its picture was asked for in.
UPDATE product_images SET scene = (
  SELECT p.scene FROM pictures AS p
  WHERE p.user_id = product_images.user_id AND p.id = product_images.picture_id)
WHERE scene IS NULL AND picture_id IS NOT NULL;
