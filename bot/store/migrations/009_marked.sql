-- When the message of a corrected brief was given its notice, or it was seen that it cannot be.
ALTER TABLE posting ADD COLUMN marked TEXT;
