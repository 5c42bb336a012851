-- What is wrong with a rejected picture, from a short list; the text beside it is free.
ALTER TABLE pictures ADD COLUMN reason_code TEXT;
ALTER TABLE approval_items ADD COLUMN reason_code TEXT;
