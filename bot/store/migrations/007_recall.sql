-- The newest answer to each question of each guild, and what it was made from; bounded by who writes it.

CREATE TABLE recall (
    key     TEXT PRIMARY KEY,               -- guild, command and normalized words and options
    guild   TEXT,                           -- null in direct messages
    stamp   TEXT NOT NULL,                  -- of the corpus and the program; another one is another answer
    brief   TEXT NOT NULL,
    made_at TEXT NOT NULL                   -- UTC
) WITHOUT ROWID;

CREATE INDEX recall_by_age ON recall (made_at);
