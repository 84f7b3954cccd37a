-- Of an undated document: the latest date that it looks back on.

ALTER TABLE version ADD COLUMN not_before TEXT;
