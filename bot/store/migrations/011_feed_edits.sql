-- What an item of a feed looked like when its article was last taken; null where that was not noted yet.
ALTER TABLE feed_item ADD COLUMN looks TEXT;
