-- How many times a shop could not process a picture that was pushed to it, until it could.
ALTER TABLE publication_images ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
