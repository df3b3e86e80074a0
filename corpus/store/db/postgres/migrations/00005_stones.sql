-- +goose Up

-- x and y are a spot on the drawn plan, 0 to 1000 from its upper left corner;
-- NULL where nobody has said.
ALTER TABLE places ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE places ADD COLUMN x BIGINT;
ALTER TABLE places ADD COLUMN y BIGINT;

-- What places were called before, so that an old sheet still finds them.
CREATE TABLE place_paths (
    path     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    place_id BIGINT NOT NULL REFERENCES places (id)
);
CREATE INDEX place_paths_by_name ON place_paths (name);
CREATE INDEX place_paths_by_place ON place_paths (place_id);

-- text is what is carved, a column or row a line. poem_id and revision are
-- the poem it was carved from, 0 for none.
CREATE TABLE stones (
    id         BIGINT PRIMARY KEY,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    place_id   BIGINT NOT NULL DEFAULT 0,
    x          BIGINT,
    y          BIGINT,
    text       TEXT NOT NULL,
    writing    TEXT NOT NULL,
    poem_id    BIGINT NOT NULL DEFAULT 0,
    revision   BIGINT NOT NULL DEFAULT 0,
    note       TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX stones_by_place ON stones (place_id, id);
CREATE INDEX stones_by_poem ON stones (poem_id);

-- Every code a stone has or had: it is cut and printed out there, so it is
-- never given to another.
CREATE TABLE stone_codes (
    code     TEXT PRIMARY KEY,
    stone_id BIGINT NOT NULL REFERENCES stones (id)
);
CREATE INDEX stone_codes_by_stone ON stone_codes (stone_id);

CREATE INDEX poems_by_tune ON poems (tune, status, id) WHERE tune <> '';
