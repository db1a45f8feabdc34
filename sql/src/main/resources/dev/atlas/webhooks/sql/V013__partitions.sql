-- What grows for ever is cut into partitions by time, so that a day is dropped at once and never deleted row by row. The
-- retention worker splits partitions off `pmax` ahead of time; until it has, everything is in `pmax`.

ALTER TABLE atlas_event   PARTITION BY RANGE (event_id)   (PARTITION pmax VALUES LESS THAN MAXVALUE);
ALTER TABLE atlas_attempt PARTITION BY RANGE (attempt_id) (PARTITION pmax VALUES LESS THAN MAXVALUE);
ALTER TABLE atlas_alert   PARTITION BY RANGE (alert_id)   (PARTITION pmax VALUES LESS THAN MAXVALUE);
ALTER TABLE atlas_audit   PARTITION BY RANGE (audit_id)   (PARTITION pmax VALUES LESS THAN MAXVALUE);

-- By the end of the delivery: a dead letter is kept from the day it died.
ALTER TABLE atlas_delivery DROP PRIMARY KEY, ADD PRIMARY KEY (workspace_id, delivery_id, finished_at);
ALTER TABLE atlas_delivery PARTITION BY RANGE (finished_at) (PARTITION pmax VALUES LESS THAN MAXVALUE);

ALTER TABLE atlas_stats_minute PARTITION BY RANGE (minute) (PARTITION pmax VALUES LESS THAN MAXVALUE);
ALTER TABLE atlas_stats_hour   PARTITION BY RANGE (hour)   (PARTITION pmax VALUES LESS THAN MAXVALUE);

-- Events whose day was dropped and that an unfinished delivery or a dead letter still needs.
CREATE TABLE atlas_event_kept (
  workspace_id BIGINT       NOT NULL,
  event_id     BIGINT       NOT NULL,
  external_id  VARCHAR(128) NULL,
  type         VARCHAR(100) NOT NULL,
  created      BIGINT       NOT NULL,
  accepted_at  BIGINT       NOT NULL,
  tags         TEXT         NOT NULL,
  data         MEDIUMTEXT   NOT NULL,
  previous     MEDIUMTEXT   NULL,
  PRIMARY KEY (workspace_id, event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
