-- +goose Up

-- Why a revision was made: reason is what a person wrote, and in rows from
-- before this also what the program wrote as a sentence; message is what the
-- program gives, a key with arguments as JSON. The two are apart because a
-- person may write anything, JSON too.
ALTER TABLE revisions ADD COLUMN message TEXT NOT NULL DEFAULT '';
