-- +goose Up

-- A hidden revision is for curators alone: its text was a person's wish to take
-- back, or never theirs to give.
ALTER TABLE revisions ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
