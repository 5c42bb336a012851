-- What new products take where nothing else is given, and the time zone that pages show times in.
ALTER TABLE user_settings ADD COLUMN defaults TEXT NOT NULL DEFAULT '{}';
ALTER TABLE user_settings ADD COLUMN time_zone TEXT;
