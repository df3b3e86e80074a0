-- +goose Up

-- What residents send in with a poem, or to be heard above one, waits here until
-- a curator has seen it. submission_id is what it came with, 0 for what curators
-- put there.
ALTER TABLE media ADD COLUMN submission_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN waiting BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX media_by_submission ON media (submission_id) WHERE submission_id <> 0;

-- A receipt is also found by a number short enough to be written down, kept as
-- a hash under the key of the archive; '' for those from before.
ALTER TABLE submissions ADD COLUMN code TEXT NOT NULL DEFAULT '';
CREATE INDEX submissions_by_code ON submissions (code) WHERE code <> '';
