-- Where a smart object is on the picture of its template, drawn by its user: no answer of the vendor
-- says it. A table of its own, because a row of account_templates goes when its template does, and
-- comes back without what was drawn by hand.
CREATE TABLE preview_areas (
  user_id TEXT NOT NULL,
  -- The vendor's ids.
  template_id TEXT NOT NULL,
  layer_id TEXT NOT NULL,
  -- Four corners [[x, y], …], clockwise from the top left, as shares of the picture's width and height.
  corners TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, template_id, layer_id)
) WITHOUT ROWID;
