-- Lists of quotes, artworks and products that cost the same however many there are: counters in
-- place of counting, the collection on the artwork itself, and a search index by user.

-- The word that stands for a user in the search indexes: three characters, so one trigram.
CREATE TABLE user_search_tokens (
  n INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  token TEXT GENERATED ALWAYS AS
    (char(19968 + (n >> 28 & 16383), 19968 + (n >> 14 & 16383), 19968 + (n & 16383))) VIRTUAL
);
INSERT INTO user_search_tokens (user_id)
  SELECT user_id FROM quotes UNION SELECT user_id FROM assets UNION SELECT user_id FROM products;

-- Every space is doubled, and two stand at both ends: so a trigram also has the one or two
-- characters with which a word begins or ends. A line ends each tag.
CREATE VIRTUAL TABLE quotes_fts USING fts5
  (owner, collection, text, author, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE VIRTUAL TABLE assets_fts USING fts5
  (owner, status, collection, title, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE VIRTUAL TABLE products_fts USING fts5
  (owner, status, collection, title, tags, content = '', contentless_delete = 1, tokenize = 'trigram');

-- Quotes.
ALTER TABLE quotes ADD COLUMN asset_count INTEGER NOT NULL DEFAULT 0;
CREATE TABLE quote_counts (
  user_id TEXT NOT NULL,
  collection TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, collection)
) WITHOUT ROWID;
INSERT INTO quote_counts SELECT user_id, collection, count(*) FROM quotes GROUP BY user_id, collection;
INSERT INTO quotes_fts (rowid, owner, collection, text, author)
  SELECT q.rowid, t.token, q.collection, '  ' || replace(q.text, ' ', '  ') || '  ',
    '  ' || replace(coalesce(q.author, ''), ' ', '  ') || '  '
  FROM quotes AS q JOIN user_search_tokens AS t ON t.user_id = q.user_id;

CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
  INSERT INTO quote_counts (user_id, collection, n) VALUES (NEW.user_id, NEW.collection, 1)
    ON CONFLICT (user_id, collection) DO UPDATE SET n = n + 1;
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO quotes_fts (rowid, owner, collection, text, author)
    SELECT NEW.rowid, token, NEW.collection, '  ' || replace(NEW.text, ' ', '  ') || '  ',
      '  ' || replace(coalesce(NEW.author, ''), ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
  UPDATE quote_counts SET n = n - 1 WHERE user_id = OLD.user_id AND collection = OLD.collection;
  DELETE FROM quotes_fts WHERE rowid = OLD.rowid;
END;
CREATE TRIGGER quotes_searched AFTER UPDATE OF text, author, collection ON quotes
WHEN OLD.text <> NEW.text OR OLD.author IS NOT NEW.author OR OLD.collection <> NEW.collection BEGIN
  DELETE FROM quotes_fts WHERE rowid = OLD.rowid;
  INSERT INTO quotes_fts (rowid, owner, collection, text, author)
    SELECT NEW.rowid, token, NEW.collection, '  ' || replace(NEW.text, ' ', '  ') || '  ',
      '  ' || replace(coalesce(NEW.author, ''), ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
-- An artwork has its quote's collection.
CREATE TRIGGER quotes_collected AFTER UPDATE OF collection ON quotes
WHEN OLD.collection <> NEW.collection BEGIN
  UPDATE quote_counts SET n = n - 1 WHERE user_id = OLD.user_id AND collection = OLD.collection;
  INSERT INTO quote_counts (user_id, collection, n) VALUES (NEW.user_id, NEW.collection, 1)
    ON CONFLICT (user_id, collection) DO UPDATE SET n = n + 1;
  UPDATE assets SET collection = NEW.collection WHERE user_id = NEW.user_id AND quote_id = NEW.id;
END;

-- Artworks.
ALTER TABLE assets ADD COLUMN collection TEXT;
UPDATE assets SET collection =
  (SELECT q.collection FROM quotes AS q WHERE q.user_id = assets.user_id AND q.id = assets.quote_id)
  WHERE quote_id IS NOT NULL;
UPDATE quotes SET asset_count =
  (SELECT count(*) FROM assets AS a WHERE a.user_id = quotes.user_id AND a.quote_id = quotes.id);
CREATE INDEX assets_by_collection ON assets (user_id, collection, id);
CREATE INDEX assets_by_collection_status ON assets (user_id, collection, status, id);
CREATE TABLE asset_counts (
  user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  collection TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (user_id, status, collection)
) WITHOUT ROWID;
INSERT INTO asset_counts SELECT user_id, status, coalesce(collection, ''), count(*) FROM assets
  GROUP BY user_id, status, coalesce(collection, '');
INSERT INTO assets_fts (rowid, owner, status, collection, title)
  SELECT a.rowid, t.token, a.status, a.collection, '  ' || replace(a.title, ' ', '  ') || '  '
  FROM assets AS a JOIN user_search_tokens AS t ON t.user_id = a.user_id;

-- The collection is written last: the triggers below then count and index the row under it.
CREATE TRIGGER assets_added AFTER INSERT ON assets BEGIN
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT NEW.rowid, token, NEW.status, NEW.collection, '  ' || replace(NEW.title, ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
  UPDATE quotes SET asset_count = asset_count + 1 WHERE user_id = NEW.user_id AND id = NEW.quote_id;
  UPDATE assets SET collection =
    (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id)
    WHERE user_id = NEW.user_id AND id = NEW.id AND quote_id IS NOT NULL;
END;
CREATE TRIGGER assets_removed AFTER DELETE ON assets BEGIN
  UPDATE asset_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND collection = coalesce(OLD.collection, '');
  DELETE FROM assets_fts WHERE rowid = OLD.rowid;
  UPDATE quotes SET asset_count = asset_count - 1 WHERE user_id = OLD.user_id AND id = OLD.quote_id;
END;
CREATE TRIGGER assets_assigned AFTER UPDATE OF quote_id ON assets
WHEN OLD.quote_id IS NOT NEW.quote_id BEGIN
  UPDATE quotes SET asset_count = asset_count - 1 WHERE user_id = OLD.user_id AND id = OLD.quote_id;
  UPDATE quotes SET asset_count = asset_count + 1 WHERE user_id = NEW.user_id AND id = NEW.quote_id;
  UPDATE assets SET collection =
    (SELECT q.collection FROM quotes AS q WHERE q.user_id = NEW.user_id AND q.id = NEW.quote_id)
    WHERE user_id = NEW.user_id AND id = NEW.id;
END;
CREATE TRIGGER assets_counted AFTER UPDATE OF status, collection ON assets
WHEN OLD.status <> NEW.status OR OLD.collection IS NOT NEW.collection BEGIN
  UPDATE asset_counts SET n = n - 1
    WHERE user_id = OLD.user_id AND status = OLD.status AND collection = coalesce(OLD.collection, '');
  INSERT INTO asset_counts (user_id, status, collection, n)
    VALUES (NEW.user_id, NEW.status, coalesce(NEW.collection, ''), 1)
    ON CONFLICT (user_id, status, collection) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER assets_searched AFTER UPDATE OF title, status, collection ON assets
WHEN OLD.title <> NEW.title OR OLD.status <> NEW.status OR OLD.collection IS NOT NEW.collection BEGIN
  DELETE FROM assets_fts WHERE rowid = OLD.rowid;
  INSERT INTO assets_fts (rowid, owner, status, collection, title)
    SELECT NEW.rowid, token, NEW.status, NEW.collection, '  ' || replace(NEW.title, ' ', '  ') || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;

-- Products: the index without users is emptied and no longer written.
DROP TRIGGER products_search_insert;
DROP TRIGGER products_search_delete;
DROP TRIGGER products_search_update;
INSERT INTO products_search (products_search) VALUES ('delete-all');
INSERT INTO products_fts (rowid, owner, status, collection, title, tags)
  SELECT p.rowid, t.token, p.status, p.collection, '  ' || replace(p.title, ' ', '  ') || '  ',
    '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(p.tags)) || '  '
  FROM products AS p JOIN user_search_tokens AS t ON t.user_id = p.user_id;
CREATE TRIGGER products_searched_insert AFTER INSERT ON products BEGIN
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO products_fts (rowid, owner, status, collection, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
CREATE TRIGGER products_searched_delete AFTER DELETE ON products BEGIN
  DELETE FROM products_fts WHERE rowid = OLD.rowid;
END;
CREATE TRIGGER products_searched_update AFTER UPDATE OF title, tags, status, collection ON products
WHEN OLD.title <> NEW.title OR OLD.tags <> NEW.tags OR OLD.status <> NEW.status
  OR OLD.collection IS NOT NEW.collection BEGIN
  DELETE FROM products_fts WHERE rowid = OLD.rowid;
  INSERT INTO products_fts (rowid, owner, status, collection, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
