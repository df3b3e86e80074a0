-- +goose Up

-- A hidden revision is for curators alone: its text was a person's wish to take
-- back, or never theirs to give.
ALTER TABLE revisions ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;

-- An act names people by number, and acts before this may have a name in
-- detail. Erasing it leaves the row, and its hash, which later ones build on;
-- nothing else of the log may ever be changed.
ALTER TABLE audit ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER audit_keeps;
-- +goose StatementBegin
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
WHEN NOT (NEW.erased = 1 AND NEW.detail = '' AND NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.actor = OLD.actor
    AND NEW.verb = OLD.verb AND NEW.object = OLD.object AND NEW.prev = OLD.prev AND NEW.hash = OLD.hash) BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd

-- When a password was last asked for in a session: the acts of an administrator
-- ask again after a while.
ALTER TABLE sessions ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;

-- What an account signs in with once where its phone is lost, as SHA-256.
CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    code       TEXT NOT NULL,
    used_at    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, code)
);
