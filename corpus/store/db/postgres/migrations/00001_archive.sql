-- +goose Up

-- Times are microseconds since 1970 UTC. Ids are dealt out by the counters
-- table and never go back, so a number cut into stone stays true.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE authors (
    id         BIGINT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    sort_key   TEXT NOT NULL,
    initial    TEXT NOT NULL,
    about      TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
);
CREATE INDEX authors_by_sort_key ON authors (sort_key, id);

CREATE TABLE author_names (
    author_id BIGINT NOT NULL REFERENCES authors (id),
    name      TEXT NOT NULL,
    PRIMARY KEY (author_id, name)
);
CREATE INDEX author_names_by_name ON author_names (name);

-- What is private about a person. Neither the public side nor the index may
-- read this table.
CREATE TABLE author_private (
    author_id  BIGINT PRIMARY KEY REFERENCES authors (id),
    real_name  TEXT NOT NULL DEFAULT '',
    contact    TEXT NOT NULL DEFAULT '',
    updated_at BIGINT NOT NULL
);

CREATE TABLE places (
    id         BIGINT PRIMARY KEY,
    parent_id  BIGINT NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    path       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX places_by_parent ON places (parent_id, id);

CREATE TABLE collections (
    id         BIGINT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    foreword   TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
);

CREATE TABLE batches (
    id         BIGINT PRIMARY KEY,
    state      TEXT NOT NULL,
    files      TEXT NOT NULL,
    created    BIGINT NOT NULL DEFAULT 0,
    updated    BIGINT NOT NULL DEFAULT 0,
    duplicate  BIGINT NOT NULL DEFAULT 0,
    skipped    BIGINT NOT NULL DEFAULT 0,
    failed     BIGINT NOT NULL DEFAULT 0,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE poems (
    id             BIGINT PRIMARY KEY,
    ref            TEXT UNIQUE,
    title          TEXT NOT NULL,
    preface        TEXT NOT NULL,
    body           TEXT NOT NULL,
    note           TEXT NOT NULL,
    form           TEXT NOT NULL,
    tune           TEXT NOT NULL,
    author_id      BIGINT NOT NULL REFERENCES authors (id),
    place_id       BIGINT NOT NULL DEFAULT 0,
    date_text      TEXT NOT NULL,
    date_year      BIGINT NOT NULL,
    date_month     BIGINT NOT NULL,
    date_day       BIGINT NOT NULL,
    date_precision TEXT NOT NULL,
    tags           TEXT NOT NULL,
    source         TEXT NOT NULL,
    status         TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    text_key       BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    published_at   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX poems_by_text_key ON poems (text_key);
CREATE INDEX poems_by_author ON poems (author_id, status, id);
CREATE INDEX poems_by_place ON poems (place_id, status, id);
CREATE INDEX poems_by_form ON poems (form, status, id);
CREATE INDEX poems_by_year ON poems (date_year, status, id);
CREATE INDEX poems_by_status ON poems (status, id);

CREATE TABLE poem_tags (
    tag     TEXT NOT NULL,
    poem_id BIGINT NOT NULL REFERENCES poems (id),
    PRIMARY KEY (tag, poem_id)
);
CREATE INDEX poem_tags_by_poem ON poem_tags (poem_id);

CREATE TABLE collection_poems (
    collection_id BIGINT NOT NULL REFERENCES collections (id),
    poem_id       BIGINT NOT NULL REFERENCES poems (id),
    position      BIGINT NOT NULL,
    PRIMARY KEY (collection_id, poem_id)
);
CREATE INDEX collection_poems_by_poem ON collection_poems (poem_id);

CREATE TABLE revisions (
    poem_id    BIGINT NOT NULL REFERENCES poems (id),
    number     BIGINT NOT NULL,
    batch_id   BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    content    TEXT NOT NULL,
    PRIMARY KEY (poem_id, number)
);
CREATE INDEX revisions_by_batch ON revisions (batch_id);

CREATE TABLE changes (
    seq  BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    id   BIGINT NOT NULL
);

CREATE TABLE generations (
    id          BIGINT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    state       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    cursor      TEXT NOT NULL DEFAULT '',
    poems       BIGINT NOT NULL DEFAULT 0,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);

CREATE TABLE index_requests (
    id         BIGINT PRIMARY KEY,
    kind       TEXT NOT NULL,
    answer     TEXT NOT NULL DEFAULT '',
    error      TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    done_at    BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
