-- The signs of many vectors at once, so that a start reads a sixteenth of them. first and last are rowids of
-- vector, until the sentence of the last one; a row of vector is in one block at most.
CREATE TABLE vector_signs (
    model    INTEGER NOT NULL REFERENCES model (id),
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    sentence INTEGER NOT NULL,             -- of the row last: tells whether rowids are still what they were
    keys     BLOB NOT NULL,                -- of the sentences: int64, little endian
    signs    BLOB NOT NULL,                -- uint64, little endian, 64 components of every vector after another
    PRIMARY KEY (model, first)
);
