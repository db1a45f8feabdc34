-- What there is to tell about one endpoint; becomes mail when it is due, and that is at once or when the kind's least
-- interval since the last mail has passed.
CREATE TABLE atlas_alert_digest (
  workspace_id BIGINT      NOT NULL,
  endpoint_id  BIGINT      NOT NULL,
  kind         VARCHAR(20) NOT NULL, -- failing, paused, dead_letters, recovered, secret_expiring, backlog
  occurrences  INT         NOT NULL, -- since the last mail
  notice       MEDIUMTEXT  NULL,     -- the latest; JSON
  due_at       BIGINT      NULL,     -- NULL: nothing to tell
  told_at      BIGINT      NULL,
  PRIMARY KEY (workspace_id, endpoint_id, kind),
  KEY by_due (due_at) -- the watch worker
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Kinds switched on or off, for an endpoint or (endpoint 0) for its workspace; without a row a kind is on.
CREATE TABLE atlas_alert_switch (
  workspace_id BIGINT      NOT NULL,
  endpoint_id  BIGINT      NOT NULL,
  kind         VARCHAR(20) NOT NULL,
  enabled      TINYINT     NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id, kind)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who has unsubscribed from a kind, by the link in a mail.
CREATE TABLE atlas_alert_mute (
  workspace_id BIGINT       NOT NULL,
  recipient    VARCHAR(254) NOT NULL, -- lower case
  kind         VARCHAR(20)  NOT NULL,
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id, recipient, kind)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

ALTER TABLE atlas_alert ADD COLUMN kind VARCHAR(20) NOT NULL DEFAULT 'paused' AFTER endpoint_id;

-- `told_at`: when people were told that the endpoint fails, or it was paused; NULL again when they know of its recovery.
ALTER TABLE atlas_endpoint_health
  ADD COLUMN told_at BIGINT NULL,
  ADD KEY by_failing (failing_since), -- the watch worker: endpoints that have failed for an hour
  ADD KEY by_told (told_at);          -- the watch worker: endpoints that may have recovered

ALTER TABLE atlas_endpoint_secret
  ADD COLUMN told TINYINT NOT NULL DEFAULT 0, -- 1: people know that it ends
  ADD KEY by_end (expires_at);                -- the watch worker: secrets that end soon
