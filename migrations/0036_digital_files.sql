-- What customers download: kept privately in R2, by content, one for any number of variants.
CREATE TABLE digital_files (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  file_key TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('pdf', 'png', 'jpeg', 'zip')),
  byte_size INTEGER NOT NULL,
  -- The artwork it was made from; null for an upload.
  asset_id TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX digital_files_by_content ON digital_files (user_id, content_hash);

ALTER TABLE product_variants ADD COLUMN digital_file_id TEXT;
-- Who said that the delivery app has the file, and when.
ALTER TABLE product_variants ADD COLUMN delivery_confirmed_by TEXT;
ALTER TABLE product_variants ADD COLUMN delivery_confirmed_at TEXT;
CREATE INDEX variants_by_digital_file ON product_variants (user_id, digital_file_id)
  WHERE digital_file_id IS NOT NULL;
