-- Documents come in the order of their paths; without this, whole corpora are sorted on each read.

CREATE INDEX document_by_path ON document (path, id);
