-- +goose Up

-- What the numbers in a whole export stand for in this archive, kept while the
-- batch runs: lines name poems and authors of lines before them so. What the
-- batch made is kept for its undoing.
CREATE TABLE batch_numbers (
    batch_id BIGINT NOT NULL REFERENCES batches (id),
    kind     TEXT NOT NULL,
    given    BIGINT NOT NULL,
    id       BIGINT NOT NULL,
    made     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (batch_id, kind, given)
);
CREATE INDEX batch_numbers_made ON batch_numbers (kind, id) WHERE made = 1;

-- A merge is a batch. was is what it changed besides poems, as JSON, for its
-- undoing: nobody else reads it.
CREATE TABLE merges (
    batch_id BIGINT PRIMARY KEY REFERENCES batches (id),
    kind     TEXT NOT NULL,
    from_id  BIGINT NOT NULL,
    into_id  BIGINT NOT NULL,
    was      TEXT NOT NULL
);
CREATE INDEX merges_by_into ON merges (kind, into_id);
