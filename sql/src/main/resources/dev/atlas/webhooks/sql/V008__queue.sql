-- Unfinished deliveries live in a small hot table, finished ones in an append-only log. Every delivery is in exactly one
-- of the two; the settlement of its last attempt moves it to the log, a retry by hand or a replay moves it back.

-- The delivery queue. What is here cannot be dropped by retention.
-- `pending`: attempted when `due_at` has come. A claim writes owner, fence + 1 and the lease's end into `due_at`, so an
--            expired lease is due again by itself.
-- `waiting`: pending behind others of its endpoint (which takes one at a time, or as many as it can already); no `due_at`.
-- `held`:    its endpoint is paused, disabled or coming back; no `due_at`.
CREATE TABLE atlas_queue (
  workspace_id      BIGINT       NOT NULL,
  delivery_id       BIGINT       NOT NULL,
  endpoint_id       BIGINT       NOT NULL,
  event_id          BIGINT       NOT NULL,
  event_type        VARCHAR(100) NOT NULL,
  sequence          BIGINT       NOT NULL,
  filter_version    INT          NOT NULL, -- the version that admitted it
  status            VARCHAR(10)  NOT NULL, -- pending, waiting, held
  due_at            BIGINT       NULL,
  owner             BIGINT       NOT NULL DEFAULT 0, -- 0: nobody
  fence             INT          NOT NULL DEFAULT 0,
  attempt_count     INT          NOT NULL DEFAULT 0,
  schedule_attempts INT          NOT NULL DEFAULT 0, -- attempts of the present retry schedule
  schedule_start    BIGINT       NULL,     -- its first attempt; moved on by the time spent held
  may_pause         TINYINT      NOT NULL DEFAULT 1, -- 0 after a retry by hand or a replay
  aside_at          BIGINT       NULL,     -- since when it is held, or waits
  last_status_code  INT          NULL,
  created_at        BIGINT       NOT NULL,
  replay_id         BIGINT       NULL,
  PRIMARY KEY (workspace_id, delivery_id),
  KEY by_due (due_at),                                           -- the claim
  KEY of_endpoint (workspace_id, endpoint_id, status, sequence), -- next of an endpoint, hold, drain, counts
  KEY of_event (workspace_id, event_id)                          -- an event's decisions; which events are still needed
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Endpoints that may have waiting deliveries, so that any node finds them without reading the queue.
CREATE TABLE atlas_backlog (
  workspace_id BIGINT NOT NULL,
  endpoint_id  BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence, filter_version, status,
    due_at, owner, fence, attempt_count, schedule_attempts, schedule_start, may_pause, aside_at, last_status_code,
    created_at, replay_id)
SELECT d.workspace_id, d.delivery_id, d.endpoint_id, d.event_id, d.event_type, d.sequence, d.filter_version,
       CASE WHEN d.status = 'held' THEN 'held' WHEN q.due_at IS NULL THEN 'waiting' ELSE 'pending' END,
       q.due_at, COALESCE(q.owner, 0), COALESCE(q.fence, 0), d.attempt_count, d.schedule_attempts, d.schedule_start,
       d.may_pause, d.held_at, d.last_status_code, d.created_at, d.replay_id
  FROM atlas_delivery d
  LEFT JOIN atlas_due q ON q.workspace_id = d.workspace_id AND q.delivery_id = d.delivery_id
 WHERE d.status IN ('pending', 'held');

INSERT INTO atlas_backlog (workspace_id, endpoint_id)
SELECT DISTINCT workspace_id, endpoint_id FROM atlas_queue WHERE status = 'waiting';

DELETE FROM atlas_delivery WHERE status IN ('pending', 'held');

DROP TABLE atlas_due;

-- The log of finished deliveries: delivered, dead, cancelled. Written once.
ALTER TABLE atlas_delivery ADD COLUMN finished_at BIGINT NOT NULL DEFAULT 0;
UPDATE atlas_delivery SET finished_at = COALESCE(delivered_at, dead_at, created_at);
ALTER TABLE atlas_delivery
  DROP KEY of_endpoint,
  DROP KEY by_endpoint,
  DROP KEY by_sequence,
  ADD KEY of_endpoint (workspace_id, endpoint_id, sequence), -- the log of an endpoint, pull by sequence
  DROP COLUMN schedule_attempts,
  DROP COLUMN schedule_start,
  DROP COLUMN may_pause,
  DROP COLUMN held_at,
  DROP COLUMN next_attempt_at,
  DROP COLUMN delivered_at,
  DROP COLUMN dead_at,
  ALTER COLUMN finished_at DROP DEFAULT;
