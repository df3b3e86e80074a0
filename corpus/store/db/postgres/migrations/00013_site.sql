-- +goose Up

-- The name of the site was part of the program. It is a setting now: an archive
-- that has been shown under that name keeps it.
INSERT INTO settings (name, value)
SELECT 'site', '{"name":"诗韵东亭","seal":"诗韵"}' WHERE EXISTS (SELECT 1 FROM poems);
