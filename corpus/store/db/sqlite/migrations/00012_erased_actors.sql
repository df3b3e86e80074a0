-- +goose Up

-- Whoever is erased may have had an account, whose name stands as who did it.
-- The number of the account takes its place; the hash of the row stays, and
-- later ones build on it.
DROP TRIGGER audit_keeps;
-- +goose StatementBegin
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
WHEN NOT (NEW.erased = 1 AND (NEW.detail = '' OR NEW.detail = OLD.detail) AND (NEW.actor = OLD.actor OR NEW.actor LIKE 'account/%')
    AND NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.verb = OLD.verb AND NEW.object = OLD.object AND NEW.prev = OLD.prev AND NEW.hash = OLD.hash) BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd
