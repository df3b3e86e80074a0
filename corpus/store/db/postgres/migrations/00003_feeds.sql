-- +goose Up

-- Feeds ask for what was published last.
CREATE INDEX poems_by_published ON poems (status, published_at, id);
