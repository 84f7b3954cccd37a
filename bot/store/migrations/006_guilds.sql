-- What a guild sets for itself, how it judges sources and sentences, and who changed what.

ALTER TABLE version ADD COLUMN grade TEXT;  -- as the catalogue states it: B2

CREATE TABLE setting (
    guild TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (guild, name)
) WITHOUT ROWID;

CREATE TABLE judgment (
    guild    TEXT NOT NULL,
    document TEXT NOT NULL,
    grade    TEXT,                         -- A1 to F6; null is as the catalogue has it
    hidden   TEXT,                         -- 'yes', or null
    PRIMARY KEY (guild, document)
) WITHOUT ROWID;

-- Who changed what. before and after are null where nothing was set.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    guild   TEXT NOT NULL,
    user    TEXT NOT NULL,
    at      TEXT NOT NULL,
    area    TEXT NOT NULL,                 -- settings | sources | corpus | feeds | subscriptions | feedback
    name    TEXT NOT NULL,                 -- which setting, or what was done
    subject TEXT NOT NULL DEFAULT '',      -- the document, where it is about one
    label   TEXT NOT NULL DEFAULT '',      -- what the subject was called then
    before  TEXT,
    after   TEXT
);

CREATE INDEX audit_by_guild ON audit (guild, id);

-- One vote a person and brief, the last one; guild is '' in direct messages.
CREATE TABLE vote (
    brief    TEXT NOT NULL,
    user     TEXT NOT NULL,
    guild    TEXT NOT NULL,
    useful   INTEGER NOT NULL,
    command  TEXT NOT NULL,
    method   TEXT NOT NULL,
    topic    TEXT,
    evidence TEXT NOT NULL,                -- JSON: [[document, version, start, end], ...]
    at       TEXT NOT NULL,
    PRIMARY KEY (brief, user)
) WITHOUT ROWID;

CREATE INDEX vote_by_guild ON vote (guild, method);

-- A sentence that a reader holds to be wrong, and what became of it.
CREATE TABLE report (
    id         TEXT PRIMARY KEY,
    guild      TEXT NOT NULL,
    document   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    text       TEXT NOT NULL,              -- the sentence as it was read
    quote      TEXT NOT NULL,              -- original[start:end], white space folded
    brief      TEXT,
    method     TEXT,
    user       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         TEXT NOT NULL,
    state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'dismissed')),
    decided_by TEXT,
    decided_at TEXT
) WITHOUT ROWID;

CREATE INDEX report_by_guild ON report (guild, state, at);
CREATE INDEX report_accepted ON report (guild, text) WHERE state = 'accepted';
