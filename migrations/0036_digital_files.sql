-- What customers download: kept privately in R2, by content, one for any number of variants.
CREATE TABLE digital_files (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  file_key TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('pdf', 'png', 'jpeg', 'zip')),
  byte_size INTEGER NOT NULL,
  -- The artwork it was made from, which may have been deleted since; null for an upload.
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

-- A variant names a file that is there: a foreign key cannot be added to a table, and dropping the
-- file in the moment in which it is attached would leave customers with nothing.
CREATE TRIGGER variants_digital_file_inserted BEFORE INSERT ON product_variants
WHEN NEW.digital_file_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM digital_files WHERE user_id = NEW.user_id AND id = NEW.digital_file_id)
BEGIN SELECT RAISE(ABORT, 'digital file constraint failed'); END;
CREATE TRIGGER variants_digital_file_updated BEFORE UPDATE OF digital_file_id ON product_variants
WHEN NEW.digital_file_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM digital_files WHERE user_id = NEW.user_id AND id = NEW.digital_file_id)
BEGIN SELECT RAISE(ABORT, 'digital file constraint failed'); END;
