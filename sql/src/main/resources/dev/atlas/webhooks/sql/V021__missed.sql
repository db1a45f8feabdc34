-- Events that were routed while an endpoint's row could not be read, so that nobody knew whether it asks for them: from the
-- first to the last of them. When it can be read again, a replay of what it has missed takes the place of the row.
CREATE TABLE atlas_missed (
  workspace_id   BIGINT NOT NULL,
  endpoint_id    BIGINT NOT NULL,
  first_event_id BIGINT NOT NULL,
  last_event_id  BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
