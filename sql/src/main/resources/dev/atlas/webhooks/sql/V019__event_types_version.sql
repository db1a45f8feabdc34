-- The routing version of the last change of the workspace's own event types: a changed filter need not read them all again.
ALTER TABLE atlas_workspace
  ADD COLUMN event_types_version BIGINT NOT NULL DEFAULT 0;
