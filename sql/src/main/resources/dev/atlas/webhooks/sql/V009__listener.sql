-- Sessions of those who listen at the API: each has a temporary endpoint, which is removed a day after `seen_at`.
CREATE TABLE atlas_listener (
  workspace_id BIGINT       NOT NULL,
  endpoint_id  BIGINT       NOT NULL,
  name         VARCHAR(100) NULL,     -- of a session that may be taken up again
  connection   BIGINT       NOT NULL, -- token of the one connection that takes its deliveries
  seen_at      BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id),
  UNIQUE KEY by_name (workspace_id, name),
  KEY by_age (seen_at) -- removal of those not seen for a day
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
