-- +goose Up

-- Who may look after the archive. A password is a PHC string of argon2id, ''
-- until a link has been used; totp is sealed, '' where none is asked for, and
-- totp_step the last one used, so that a code counts once.
CREATE TABLE accounts (
    id         BIGINT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    role       TEXT NOT NULL,
    password   TEXT NOT NULL DEFAULT '',
    totp       TEXT NOT NULL DEFAULT '',
    totp_step  BIGINT NOT NULL DEFAULT 0,
    disabled   BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL
);

-- Tokens are kept as SHA-256 in hexadecimal: who reads the archive file
-- cannot sign in with it. A link without an account makes the first one.
CREATE TABLE account_links (
    token      TEXT PRIMARY KEY,
    account_id BIGINT REFERENCES accounts (id),
    ends_at    BIGINT NOT NULL,
    used_at    BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE sessions (
    token      TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    device     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- What was done, by whom. hash is SHA-256 over prev and the row, so that a
-- changed or missing row breaks the chain.
CREATE TABLE audit (
    seq    BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    actor  TEXT NOT NULL,
    verb   TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    prev   TEXT NOT NULL,
    hash   TEXT NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_stays BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();

ALTER TABLE revisions ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN undoes BIGINT NOT NULL DEFAULT 0; -- the batch it takes back
DROP INDEX revisions_by_batch;
CREATE INDEX revisions_by_batch ON revisions (batch_id, poem_id, number);
CREATE INDEX revisions_by_undoes ON revisions (undoes) WHERE undoes <> 0;

-- The fields a person corrected, parted by LF: no import overwrites them
-- unless its row was made from the poem as it is now.
-- A revision keeps them as they stood then.
ALTER TABLE poems ADD COLUMN corrected TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN corrected TEXT NOT NULL DEFAULT '';

-- Where a merged author or poem went, so that its address lives on.
CREATE TABLE redirects (
    kind    TEXT NOT NULL,
    from_id BIGINT NOT NULL,
    to_id   BIGINT NOT NULL,
    PRIMARY KEY (kind, from_id)
);

-- A batch is an import or a bulk edit. plan says how to read the files and
-- what to do with them, as JSON, and is '' for a batch nobody resumes; at_file
-- and at_row are how far it has come, written with the poems. ended_at is when
-- it last came to rest.
ALTER TABLE batches ADD COLUMN kind TEXT NOT NULL DEFAULT 'import';
ALTER TABLE batches ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN plan TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN at_file BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN at_row BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN total BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN fault TEXT NOT NULL DEFAULT '';
ALTER TABLE batches ADD COLUMN begun_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN undone_by TEXT NOT NULL DEFAULT '';
CREATE INDEX batches_by_state ON batches (state);

-- The rows of a batch that a person should look at: refused ones, those of
-- which something was left out, and those that are nearly a poem the archive
-- has (poem_id) or an earlier row (twin, a number). header, fields and cells are
-- the row as the curator wrote it, draft what was read of it, notes why; all JSON.
CREATE TABLE batch_rows (
    batch_id BIGINT NOT NULL REFERENCES batches (id),
    number   BIGINT NOT NULL,
    file     TEXT NOT NULL,
    line     BIGINT NOT NULL,
    outcome  TEXT NOT NULL,
    header   TEXT NOT NULL DEFAULT '',
    fields   TEXT NOT NULL DEFAULT '',
    cells    TEXT NOT NULL DEFAULT '',
    draft    TEXT NOT NULL DEFAULT '',
    notes    TEXT NOT NULL DEFAULT '',
    poem_id  BIGINT NOT NULL DEFAULT 0,
    twin     BIGINT NOT NULL DEFAULT 0,
    likeness DOUBLE PRECISION NOT NULL DEFAULT 0,
    decision TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (batch_id, number)
);

-- What is to become of poems that were changed after a batch, when the batch
-- is undone.
CREATE TABLE undo_choices (
    batch_id BIGINT NOT NULL REFERENCES batches (id),
    poem_id  BIGINT NOT NULL REFERENCES poems (id),
    choice   TEXT NOT NULL,
    PRIMARY KEY (batch_id, poem_id)
);

-- How the columns of a header were mapped last time.
CREATE TABLE mappings (
    header  TEXT PRIMARY KEY,
    mapping TEXT NOT NULL,
    used_at BIGINT NOT NULL
);

-- What residents send in: a poem of theirs, or a correction of one. The
-- receipt's token is kept as SHA-256. What became of a poem is its status;
-- state, and made, the revision it became, are of corrections.
CREATE TABLE submissions (
    id         BIGINT PRIMARY KEY,
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL DEFAULT '',
    poem_id    BIGINT NOT NULL REFERENCES poems (id),
    revision   BIGINT NOT NULL DEFAULT 0,
    made       BIGINT NOT NULL DEFAULT 0,
    proposal   TEXT NOT NULL DEFAULT '',
    message    TEXT NOT NULL DEFAULT '',
    proxy      TEXT NOT NULL DEFAULT '',
    own        BOOLEAN NOT NULL DEFAULT FALSE,
    consent    TEXT NOT NULL DEFAULT '',
    token      TEXT NOT NULL UNIQUE,
    answer     TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    decided_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX submissions_by_state ON submissions (state, created_at, id);
CREATE INDEX submissions_by_poem ON submissions (poem_id);
CREATE INDEX poems_waiting ON poems (created_at, id) WHERE status = 'in_review';

-- How to reach who sent it in, sealed. Apart from the poem, like
-- author_private.
CREATE TABLE submission_private (
    submission_id BIGINT PRIMARY KEY REFERENCES submissions (id),
    contact       TEXT NOT NULL
);

-- Searches that found nothing or little, folded so that spellings of one
-- thing are one row. days are whole: nothing here tells who asked, or when.
CREATE TABLE misses (
    query     TEXT PRIMARY KEY,
    shown     TEXT NOT NULL,
    hits      BIGINT NOT NULL,
    times     BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day  BIGINT NOT NULL,
    settled   TEXT NOT NULL DEFAULT ''
);

-- Words that stand for each other in searches, parted by LF.
CREATE TABLE synonyms (
    id    BIGINT PRIMARY KEY,
    words TEXT NOT NULL
);
