-- Documents, their versions, sentences with full text, vectors, kept briefs, small state.

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO state (key, value) VALUES ('revision', '0');

-- One row per source; current is its newest version, withdrawn_at says that it left the corpus.
CREATE TABLE document (
    id           TEXT PRIMARY KEY,
    owner        TEXT NOT NULL,
    path         TEXT NOT NULL,
    current      INTEGER REFERENCES version (id),
    withdrawn_at TEXT
) WITHOUT ROWID;

CREATE INDEX document_by_current ON document (current);

-- Never changed once written: a brief that cited a version can always open it.
CREATE TABLE version (
    id          INTEGER PRIMARY KEY,
    document    TEXT NOT NULL REFERENCES document (id),
    number      INTEGER NOT NULL,
    title       TEXT NOT NULL,
    author      TEXT,
    publisher   TEXT,
    published   TEXT,
    language    TEXT,
    url         TEXT,
    kind        TEXT,
    digest      TEXT NOT NULL,
    reader      TEXT NOT NULL,
    sentences   INTEGER NOT NULL, -- of the body
    characters  INTEGER NOT NULL,
    ingested_at TEXT NOT NULL,
    UNIQUE (document, number)
);

-- Apart from version, so that listing documents does not page through their texts.
CREATE TABLE original (
    version INTEGER PRIMARY KEY REFERENCES version (id),
    text    TEXT NOT NULL
);

CREATE TABLE sentence (
    key       INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL REFERENCES version (id),
    ordinal   INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    end       INTEGER NOT NULL,
    text      TEXT NOT NULL,
    quote     TEXT,              -- original[start:end], where it differs from text
    section   TEXT,
    page      INTEGER,
    paragraph INTEGER,
    kind      TEXT NOT NULL,
    cites     TEXT,              -- JSON: [[text, start, end], ...]
    date      TEXT,
    UNIQUE (version, ordinal)
);

-- The folded, stemmed terms of the body sentences of current documents; nothing else is in it.
CREATE VIRTUAL TABLE term USING fts5 (
    terms,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.,'"
);

CREATE TABLE model (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- data: float16, little endian, unit length.
CREATE TABLE vector (
    model    INTEGER NOT NULL REFERENCES model (id),
    sentence INTEGER NOT NULL REFERENCES sentence (key) ON DELETE CASCADE,
    data     BLOB NOT NULL,
    UNIQUE (model, sentence)
);

-- Embeddings of what people asked: float32, little endian.
CREATE TABLE query_vector (
    id    INTEGER PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES model (id),
    text  TEXT NOT NULL,
    data  BLOB NOT NULL,
    UNIQUE (model, text)
);

CREATE TABLE brief (
    id         TEXT PRIMARY KEY,
    guild      TEXT,
    channel    TEXT,
    user       TEXT,
    created_at TEXT NOT NULL,
    payload    TEXT NOT NULL     -- JSON
);

CREATE INDEX brief_by_channel ON brief (guild, channel, created_at);

-- What an ingest remembers of a file, so that an unchanged one is not opened again.
CREATE TABLE file (
    document   TEXT PRIMARY KEY, -- the id, also where reading failed and there is no document
    owner      TEXT NOT NULL,
    root       TEXT NOT NULL,
    path       TEXT NOT NULL,
    size       INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL, -- the later of modification and change of the inode
    digest     TEXT NOT NULL,
    reader     TEXT NOT NULL,
    problem    TEXT
) WITHOUT ROWID;
