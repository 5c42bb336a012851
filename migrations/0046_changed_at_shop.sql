-- Lists filter by what was changed at the shop, too: it is in the search index from here on.
DROP TRIGGER product_lists_insert;
DROP TRIGGER product_lists_update;
CREATE TRIGGER product_lists_insert AFTER INSERT ON products BEGIN
  INSERT INTO user_search_tokens (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
  INSERT INTO product_lists_fts (rowid, owner, status, collection, checks, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      iif(NEW.has_mockups, '', 'no_mockups ') || iif(NEW.is_unsent, 'unpublished_changes ', '')
        || iif(NEW.is_unprofitable IS 1, 'unprofitable ', '')
        || iif(NEW.is_below_print IS 1, 'below_print_limit ', '')
        || iif(NEW.is_drifted, 'changed_at_shop ', ''),
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
CREATE TRIGGER product_lists_update AFTER UPDATE OF title, tags, status, collection, has_mockups,
  is_unsent, is_unprofitable, is_below_print, is_drifted ON products
WHEN OLD.title <> NEW.title OR OLD.tags <> NEW.tags OR OLD.status <> NEW.status
  OR OLD.collection IS NOT NEW.collection OR OLD.has_mockups <> NEW.has_mockups
  OR OLD.is_unsent <> NEW.is_unsent OR OLD.is_unprofitable IS NOT NEW.is_unprofitable
  OR OLD.is_below_print IS NOT NEW.is_below_print OR OLD.is_drifted <> NEW.is_drifted BEGIN
  DELETE FROM product_lists_fts WHERE rowid = OLD.rowid;
  INSERT INTO product_lists_fts (rowid, owner, status, collection, checks, title, tags)
    SELECT NEW.rowid, token, NEW.status, NEW.collection,
      iif(NEW.has_mockups, '', 'no_mockups ') || iif(NEW.is_unsent, 'unpublished_changes ', '')
        || iif(NEW.is_unprofitable IS 1, 'unprofitable ', '')
        || iif(NEW.is_below_print IS 1, 'below_print_limit ', '')
        || iif(NEW.is_drifted, 'changed_at_shop ', ''),
      '  ' || replace(NEW.title, ' ', '  ') || '  ',
      '  ' || (SELECT group_concat(replace(value, ' ', '  '), '  ' || char(10) || '  ') FROM json_each(NEW.tags)) || '  '
    FROM user_search_tokens WHERE user_id = NEW.user_id;
END;
