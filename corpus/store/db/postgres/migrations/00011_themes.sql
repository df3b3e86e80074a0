-- +goose Up

-- What curators add to themes, and what it was before the last change, as JSON.
CREATE TABLE themes (
    id     BIGINT PRIMARY KEY,
    theme  TEXT NOT NULL UNIQUE,
    words  TEXT NOT NULL,
    before TEXT NOT NULL
);
