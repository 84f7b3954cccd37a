-- Sketches take the place of likenesses: they find excerpts, and copies in which every few words are others.

DROP TABLE twin;
DROP TABLE likeness_band;
DROP TABLE likeness;

CREATE TABLE sketch (
    version INTEGER PRIMARY KEY REFERENCES version (id),
    kept    INTEGER NOT NULL,              -- runs of words that stand for it below ...
    runs    INTEGER NOT NULL               -- ... of those that it has
);

CREATE TABLE sketch_run (
    hash    INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES sketch (version) ON DELETE CASCADE,
    PRIMARY KEY (hash, version)
) WITHOUT ROWID;

-- Two versions that say the same; share is how much of the shorter one stands in the longer one.
CREATE TABLE twin (
    a     INTEGER NOT NULL REFERENCES version (id),
    b     INTEGER NOT NULL REFERENCES version (id),
    share REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE INDEX twin_by_b ON twin (b);
