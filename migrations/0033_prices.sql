-- What a print weighs, and a frame on top of it, in grams; null is not known.
ALTER TABLE product_pricing ADD COLUMN weight_grams INTEGER;
ALTER TABLE product_pricing ADD COLUMN frame_weight_grams INTEGER;

-- What a sale costs beside the print: {percent_bp, fixed, postage,
-- pays_postage, currency}, amounts in minor units, percent_bp in hundredths of a percent; only what
-- the user has set.
ALTER TABLE user_settings ADD COLUMN fees TEXT NOT NULL DEFAULT '{}';

-- Variants by what they are and cost: those below a price, and the products that have a size. The
-- size comes first: begun with the user, the planner takes it where one product is asked for.
CREATE INDEX variants_by_price ON product_variants
  (size, user_id, is_digital, frame_style, price, product_id, is_active);
