-- What a print weighs, and a frame on top of it, in grams; null is not known.
ALTER TABLE product_pricing ADD COLUMN weight_grams INTEGER;
ALTER TABLE product_pricing ADD COLUMN frame_weight_grams INTEGER;

-- What a sale costs beside the print: {percent_bp, fixed, postage,
-- pays_postage, currency}, amounts in minor units, percent_bp in hundredths of a percent; only what
-- the user has set.
ALTER TABLE user_settings ADD COLUMN fees TEXT NOT NULL DEFAULT '{}';
