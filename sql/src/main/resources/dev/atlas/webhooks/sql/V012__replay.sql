-- Bulk redelivery. A step is one transaction that holds the row's lock, moves deliveries and writes the position.
CREATE TABLE atlas_replay (
  workspace_id BIGINT       NOT NULL,
  replay_id    BIGINT       NOT NULL,
  selection    MEDIUMTEXT   NOT NULL, -- JSON: what is to be brought back
  status       VARCHAR(10)  NOT NULL, -- running, paused, done, cancelled
  rate         INT          NULL,     -- deliveries a second
  position     BIGINT       NOT NULL, -- the last delivery (or, of missed ones, event) that was looked at
  total        BIGINT       NULL,     -- as counted when it began
  done         BIGINT       NOT NULL,
  skipped      BIGINT       NOT NULL,
  batch        INT          NOT NULL, -- the ramp: most deliveries of the next step
  next_at      BIGINT       NOT NULL,
  created_by   VARCHAR(254) NOT NULL,
  created_at   BIGINT       NOT NULL,
  finished_at  BIGINT       NULL,
  PRIMARY KEY (workspace_id, replay_id),
  KEY by_step (status, next_at) -- the replay worker
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a delivery died of: status and shape of the last response, so that like dead letters stand together.
ALTER TABLE atlas_delivery ADD COLUMN dead_cause VARCHAR(200) NULL AFTER dead_reason;
