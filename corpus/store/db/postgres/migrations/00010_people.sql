-- +goose Up

-- A hidden revision is for curators alone: its text was a person's wish to take
-- back, or never theirs to give.
ALTER TABLE revisions ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;

-- An act names people by number, and acts before this may have a name in
-- detail. Erasing it leaves the row, and its hash, which later ones build on;
-- nothing else of the log may ever be changed.
ALTER TABLE audit ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
DROP TRIGGER audit_keeps ON audit;
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit FOR EACH ROW
WHEN (NOT (NEW.erased = 1 AND NEW.detail = '' AND NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.actor = OLD.actor
    AND NEW.verb = OLD.verb AND NEW.object = OLD.object AND NEW.prev = OLD.prev AND NEW.hash = OLD.hash))
EXECUTE FUNCTION audit_refuse();

-- When a password was last asked for in a session: the acts of an administrator
-- ask again after a while.
ALTER TABLE sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- What an account signs in with once where its phone is lost, as SHA-256.
CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    code       TEXT NOT NULL,
    used_at    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, code)
);
