-- The revision at which a document last came, changed, left, returned, or was judged: whoever holds what is seen of ten
-- thousand documents then looks at those alone that changed since. Of those that are there it is not known.

ALTER TABLE document ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

UPDATE document SET changed = (SELECT value FROM state WHERE key = 'revision');

CREATE INDEX document_by_change ON document (changed);
