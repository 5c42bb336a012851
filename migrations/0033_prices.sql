-- What a print weighs, and a frame on top of it, in grams; null is not known.
ALTER TABLE product_pricing ADD COLUMN weight_grams INTEGER;
ALTER TABLE product_pricing ADD COLUMN frame_weight_grams INTEGER;

-- What a sale costs beside the print: {percent, fixed, postage, pays_postage, currency}; only what
-- the user has set.
ALTER TABLE user_settings ADD COLUMN fees TEXT NOT NULL DEFAULT '{}';
