-- Subscriptions, the ledger of digests, what was told where, and what posted messages cite.

CREATE TABLE subscription (
    id          TEXT PRIMARY KEY,
    guild       TEXT NOT NULL,
    channel     TEXT NOT NULL,
    manager     TEXT NOT NULL,              -- who is told when it cannot be delivered
    topics      TEXT NOT NULL,              -- JSON list of names; empty is all
    cadence     TEXT NOT NULL,
    days        TEXT NOT NULL,              -- JSON list, 0 is Monday
    at          TEXT NOT NULL,              -- local HH:MM
    zone        TEXT NOT NULL,
    length      TEXT NOT NULL,
    quiet       TEXT NOT NULL,              -- say | silent
    mention     TEXT,                       -- a role
    state       TEXT NOT NULL CHECK (state IN ('draft', 'active', 'paused', 'removed')),
    reason      TEXT,                       -- why it is paused
    created_at  TEXT NOT NULL,
    active_from TEXT NOT NULL,              -- slots up to then are not owed
    failures    INTEGER NOT NULL DEFAULT 0, -- slots in a row
    told        INTEGER NOT NULL DEFAULT 0, -- whether the manager was told of these failures
    cursor      INTEGER NOT NULL DEFAULT 0, -- the newest version.id that a digest has considered
    carried     TEXT NOT NULL DEFAULT '[]'  -- JSON list of version.ids that had no room yet
) WITHOUT ROWID;

CREATE INDEX subscription_by_channel ON subscription (guild, channel);

-- The ledger. One row per subscription and slot, claimed before anything is posted.
CREATE TABLE digest (
    id           TEXT PRIMARY KEY,          -- also the mark by which its message is found
    subscription TEXT NOT NULL REFERENCES subscription (id),
    slot         TEXT NOT NULL,
    due_at       TEXT NOT NULL,
    guild        TEXT NOT NULL,
    channel      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'failed', 'skipped')),
    holder       TEXT NOT NULL,
    lease_until  TEXT NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 1,
    claimed_at   TEXT NOT NULL,
    tried_at     TEXT,                      -- from then on it may have been posted
    done_at      TEXT,
    message      TEXT,
    late         INTEGER NOT NULL DEFAULT 0,
    reason       TEXT,
    content      TEXT,                      -- JSON: what is posted, and what is then known as told
    UNIQUE (subscription, slot)
) WITHOUT ROWID;

CREATE INDEX digest_by_channel ON digest (guild, channel, due_at);
CREATE INDEX digest_by_due ON digest (due_at);

-- Points already told in a channel.
CREATE TABLE reported (
    id       INTEGER PRIMARY KEY,
    channel  TEXT NOT NULL,
    digest   TEXT NOT NULL,
    topic    TEXT,
    text     TEXT NOT NULL,
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    at       TEXT NOT NULL
);

CREATE INDEX reported_by_channel ON reported (channel, at);

-- What is said once in a channel: that a document was withdrawn, that a topic has gone quiet.
CREATE TABLE digest_notice (
    channel TEXT NOT NULL,
    key     TEXT NOT NULL,
    digest  TEXT NOT NULL,
    PRIMARY KEY (channel, key)
) WITHOUT ROWID;

-- Where a brief or a digest stands, and the passages that it cites.
CREATE TABLE posting (
    brief   TEXT PRIMARY KEY,
    guild   TEXT,
    channel TEXT NOT NULL,
    message TEXT NOT NULL,
    at      TEXT NOT NULL,
    flagged TEXT                            -- since when it cites what no longer stands
) WITHOUT ROWID;

CREATE INDEX posting_by_channel ON posting (channel, at);

CREATE TABLE cited (
    brief    TEXT NOT NULL REFERENCES posting (brief),
    point    INTEGER NOT NULL,
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    claim    TEXT NOT NULL,
    PRIMARY KEY (brief, point, document, version, start, end)
) WITHOUT ROWID;

CREATE INDEX cited_by_document ON cited (document, version);
