-- What a file says of its colours: null where it was stored before anybody looked.
ALTER TABLE assets ADD COLUMN profile TEXT;
ALTER TABLE assets ADD COLUMN has_alpha INTEGER;

-- Below how many pixels an inch a size is not sold without somebody saying so: {min_dpi}.
ALTER TABLE user_settings ADD COLUMN print TEXT NOT NULL DEFAULT '{}';
-- How far products have been checked again after a change of prices, fees or limits: '' for none
-- yet, else the id of the last one; null while all are as they should be.
ALTER TABLE user_settings ADD COLUMN checked_to TEXT;

-- Who said that a size is sold although the artwork has too few pixels for it, and when.
ALTER TABLE product_variants ADD COLUMN low_dpi_accepted_by TEXT;
ALTER TABLE product_variants ADD COLUMN low_dpi_accepted_at TEXT;

-- What lists filter by. Null is not known.
ALTER TABLE products ADD COLUMN is_unprofitable INTEGER;
ALTER TABLE products ADD COLUMN is_below_print INTEGER;
ALTER TABLE products ADD COLUMN has_mockups INTEGER NOT NULL DEFAULT 0;
