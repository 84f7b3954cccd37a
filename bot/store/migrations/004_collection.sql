-- What people hand in, the feeds that are followed, what there is to tell of them, and likenesses.

-- A file that was handed in or came from a feed, kept beside the database; path is within its owner's folder.
CREATE TABLE holding (
    owner    TEXT NOT NULL,
    path     TEXT NOT NULL,
    stated   TEXT NOT NULL,                -- JSON: what is known of it from elsewhere, as in a catalogue
    added_at TEXT NOT NULL,
    added_by TEXT,
    PRIMARY KEY (owner, path)
) WITHOUT ROWID;

CREATE TABLE feed (
    owner        TEXT NOT NULL,
    url          TEXT NOT NULL,
    title        TEXT NOT NULL,
    channel      TEXT,                     -- where to tell when it breaks or goes quiet
    added_at     TEXT NOT NULL,
    etag         TEXT,
    modified     TEXT,
    due_at       TEXT NOT NULL,
    tried_at     TEXT,
    succeeded_at TEXT,
    new_at       TEXT,                     -- when it last had something new
    failures     INTEGER NOT NULL DEFAULT 0, -- in a row
    problem      TEXT,
    told         TEXT NOT NULL DEFAULT 'well', -- what was last told of it: well | broken | quiet
    PRIMARY KEY (owner, url)
) WITHOUT ROWID;

-- What a feed has offered. path is null where the article could not be had (tries says how often).
CREATE TABLE feed_item (
    owner   TEXT NOT NULL,
    feed    TEXT NOT NULL,
    item    TEXT NOT NULL,
    path    TEXT,
    tries   INTEGER NOT NULL DEFAULT 1,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (owner, feed, item),
    FOREIGN KEY (owner, feed) REFERENCES feed (owner, url) ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- What whoever manages a corpus is to be told; kept until it was.
CREATE TABLE notice (
    id      INTEGER PRIMARY KEY,
    owner   TEXT NOT NULL,
    channel TEXT,
    kind    TEXT NOT NULL,
    text    TEXT NOT NULL,
    made_at TEXT NOT NULL,
    told_at TEXT
);

CREATE INDEX notice_untold ON notice (id) WHERE told_at IS NULL;

-- How a version's words look: MinHash values, and the bands by which like ones are found.
CREATE TABLE likeness (
    version  INTEGER PRIMARY KEY REFERENCES version (id),
    shingles INTEGER NOT NULL,
    minhash  BLOB NOT NULL                 -- 32-bit values, little endian
);

CREATE TABLE likeness_band (
    hash    INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES likeness (version) ON DELETE CASCADE,
    PRIMARY KEY (hash, version)
) WITHOUT ROWID;

-- Two versions that say the same; overlap is the share of the shorter one's words in the longer one.
CREATE TABLE twin (
    a       INTEGER NOT NULL REFERENCES version (id),
    b       INTEGER NOT NULL REFERENCES version (id),
    overlap REAL NOT NULL,
    jaccard REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE INDEX twin_by_b ON twin (b);
