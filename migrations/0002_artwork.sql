-- Quotes and the finished artworks made from them.
CREATE TABLE quotes (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  author TEXT,
  collection TEXT NOT NULL,
  mood TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);
CREATE INDEX quotes_by_collection ON quotes (user_id, collection, id);

CREATE TABLE assets (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  quote_id TEXT,
  title TEXT NOT NULL,
  file_key TEXT NOT NULL,
  thumbnail_key TEXT,
  format TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  byte_size INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, id),
  FOREIGN KEY (user_id, quote_id) REFERENCES quotes (user_id, id)
);
CREATE INDEX assets_by_status ON assets (user_id, status, id);
CREATE INDEX assets_by_quote ON assets (user_id, quote_id, id);
CREATE INDEX assets_by_hash ON assets (user_id, content_hash);
CREATE INDEX assets_by_file ON assets (user_id, file_key);
CREATE INDEX assets_without_thumbnail ON assets (updated_at) WHERE thumbnail_key IS NULL;
