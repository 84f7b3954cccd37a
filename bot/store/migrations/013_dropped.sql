-- What may be dropped: old briefs, and the state that only the buttons of a message need. That has an age (UTC), and
-- goes with the brief under which the button stands; state without an age stays.

ALTER TABLE state ADD COLUMN at TEXT;
ALTER TABLE state ADD COLUMN brief TEXT REFERENCES brief (id) ON DELETE CASCADE;

UPDATE state SET at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')
WHERE key GLOB 'shown:*' OR key GLOB 'shared:*' OR key GLOB 'search:*' OR key GLOB 'history:*' OR key GLOB 'wishes:*';

UPDATE state SET brief = (SELECT id FROM brief WHERE id = substr(key, 7)) WHERE key GLOB 'shown:*';
UPDATE state SET brief = (SELECT id FROM brief WHERE id = substr(key, 8, instr(substr(key, 8), ':') - 1))
WHERE key GLOB 'shared:*';

CREATE INDEX state_by_age ON state (at) WHERE at IS NOT NULL;
CREATE INDEX state_by_brief ON state (brief) WHERE brief IS NOT NULL;

DROP INDEX brief_by_channel;
CREATE INDEX brief_by_age ON brief (created_at);
