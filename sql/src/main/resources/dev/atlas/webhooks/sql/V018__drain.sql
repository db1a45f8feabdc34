-- How a drain gets on: since when, and how many it has let go, so that its end can be told.
ALTER TABLE atlas_endpoint
  ADD COLUMN drain_since BIGINT NULL,
  ADD COLUMN drained     BIGINT NOT NULL DEFAULT 0;
