-- +goose Up

-- Recordings and pictures of poems. The files are beside the archive, under
-- the name in file; consent says who agreed, and is for curators alone.
CREATE TABLE media (
    id         BIGINT PRIMARY KEY,
    poem_id    BIGINT NOT NULL REFERENCES poems (id),
    kind       TEXT NOT NULL,
    file       TEXT NOT NULL UNIQUE,
    type       TEXT NOT NULL,
    size       BIGINT NOT NULL,
    width      BIGINT NOT NULL DEFAULT 0,
    height     BIGINT NOT NULL DEFAULT 0,
    alt        TEXT NOT NULL,
    maker      TEXT NOT NULL DEFAULT '',
    consent    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    gone_at    BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX media_by_poem ON media (poem_id);
