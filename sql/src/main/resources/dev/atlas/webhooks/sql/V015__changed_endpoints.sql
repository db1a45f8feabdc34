-- The routing version that an endpoint was last changed in, so that a node reads again only what is new to it.
ALTER TABLE atlas_endpoint
  ADD COLUMN changed_in BIGINT NOT NULL DEFAULT 0,
  ADD KEY by_change (workspace_id, changed_in);
