-- What a shop shows in place of the plain description, sanitised; null for paragraphs of that.
ALTER TABLE products ADD COLUMN description_html TEXT;
ALTER TABLE products ADD COLUMN seo_title TEXT;
ALTER TABLE products ADD COLUMN seo_description TEXT;
-- An id of Shopify's taxonomy, such as gid://shopify/TaxonomyCategory/hg-3-4-2-2.
ALTER TABLE products ADD COLUMN category TEXT;
