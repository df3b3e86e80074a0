-- +goose Up

-- hash is SHA-256 over the bytes of a revision, or of a file of media; link is
-- the row of chain that commits to it, 0 for rows from before this until the
-- archive is opened. What was erased at a person's request has the time in
-- erased_at and keeps its hash, so that the chain holds without it.
ALTER TABLE revisions ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN link BIGINT NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX revisions_by_link ON revisions (link);
ALTER TABLE media ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN link BIGINT NOT NULL DEFAULT 0;
CREATE INDEX media_by_link ON media (link);

-- One row for each transaction that wrote revisions or media: the digest of
-- their hashes, the media among them, the head of the audit log at that moment,
-- and the hash of the row before.
CREATE TABLE chain (
    seq    BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    digest TEXT NOT NULL,
    media  TEXT NOT NULL,
    act    TEXT NOT NULL,
    prev   TEXT NOT NULL,
    hash   TEXT NOT NULL
);

-- Checksums of the rows of every table that is truth, in blocks of
-- neighbouring keys. unsummed names the rows written in a transaction that is
-- not yet at its end; triggers put them there.
CREATE TABLE sums (
    tab   TEXT NOT NULL,
    part  BIGINT NOT NULL,
    block BIGINT NOT NULL,
    sums  BYTEA NOT NULL,
    PRIMARY KEY (tab, part, block)
);
CREATE TABLE unsummed (
    tab  TEXT NOT NULL,
    part BIGINT NOT NULL,
    id   TEXT NOT NULL,
    PRIMARY KEY (tab, part, id)
);
CREATE INDEX batch_numbers_by_given ON batch_numbers (batch_id, given);
