-- One row per (event, endpoint) that matched: the log that people read. States: README.md beside this file.
CREATE TABLE atlas_delivery (
  workspace_id      BIGINT       NOT NULL,
  delivery_id       BIGINT       NOT NULL,
  endpoint_id       BIGINT       NOT NULL,
  event_id          BIGINT       NOT NULL,
  event_type        VARCHAR(100) NOT NULL,
  sequence          BIGINT       NOT NULL,
  filter_version    INT          NOT NULL, -- the version that admitted it
  status            VARCHAR(10)  NOT NULL, -- pending, held, delivered, dead, cancelled
  attempt_count     INT          NOT NULL DEFAULT 0,
  schedule_attempts INT          NOT NULL DEFAULT 0, -- attempts of the present retry schedule
  schedule_start    BIGINT       NULL,     -- its first attempt; moved on by the time spent held
  may_pause         TINYINT      NOT NULL DEFAULT 1, -- 0 after a retry by hand or a replay
  held_at           BIGINT       NULL,
  next_attempt_at   BIGINT       NULL,
  last_status_code  INT          NULL,
  created_at        BIGINT       NOT NULL,
  delivered_at      BIGINT       NULL,
  dead_at           BIGINT       NULL,
  dead_reason       VARCHAR(50)  NULL,     -- exhausted, gone
  replay_id         BIGINT       NULL,
  PRIMARY KEY (workspace_id, delivery_id),
  KEY of_endpoint (workspace_id, endpoint_id, status, sequence), -- hold, drain, next of a serialized endpoint, counts
  KEY by_sequence (workspace_id, endpoint_id, sequence),         -- pull by sequence
  KEY of_event (workspace_id, event_id),                         -- an event's decisions
  KEY by_status (workspace_id, status, delivery_id),             -- the log by state
  KEY by_endpoint (workspace_id, endpoint_id, delivery_id)       -- the log of an endpoint
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The delivery queue: pending work only. A row is claimable when `due_at` has come; a claim writes owner, fence + 1
-- and the lease's end into `due_at`, so an expired lease is due again by itself.
-- A serialized endpoint has at most one row here: its lowest undelivered sequence.
CREATE TABLE atlas_due (
  workspace_id BIGINT NOT NULL,
  delivery_id  BIGINT NOT NULL,
  endpoint_id  BIGINT NOT NULL,
  due_at       BIGINT NOT NULL,
  owner        BIGINT NOT NULL DEFAULT 0, -- 0: nobody
  fence        INT    NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, delivery_id),
  KEY by_due (due_at),                    -- the claim
  KEY of_endpoint (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What happened on the wire; append-only.
CREATE TABLE atlas_attempt (
  workspace_id       BIGINT        NOT NULL,
  delivery_id        BIGINT        NOT NULL,
  attempt_id         BIGINT        NOT NULL,
  number             INT           NOT NULL,
  started_at         BIGINT        NOT NULL,
  duration_ms        INT           NOT NULL,
  status_code        INT           NULL,
  failure            VARCHAR(20)   NULL,     -- kind of failure when there was no complete response
  error              VARCHAR(1000) NULL,     -- the same in words
  request_headers    TEXT          NOT NULL, -- JSON, secrets masked; the body is the event's
  response_headers   TEXT          NULL,
  response_body      MEDIUMBLOB    NULL,     -- at most 16 KiB
  response_truncated TINYINT       NOT NULL DEFAULT 0,
  dns_ms             INT           NULL,
  connect_ms         INT           NULL,
  tls_ms             INT           NULL,
  first_byte_ms      INT           NULL,
  remote_address     VARCHAR(64)   NULL,
  PRIMARY KEY (workspace_id, delivery_id, attempt_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Mail that a settlement decided on; sent afterwards, with retries of its own.
CREATE TABLE atlas_alert (
  workspace_id    BIGINT        NOT NULL,
  alert_id        BIGINT        NOT NULL,
  endpoint_id     BIGINT        NOT NULL,
  recipient       VARCHAR(254)  NOT NULL,
  notice          MEDIUMTEXT    NOT NULL, -- JSON: the facts the mail is made of
  status          VARCHAR(10)   NOT NULL, -- waiting, sent, failed
  attempt_count   INT           NOT NULL DEFAULT 0,
  next_attempt_at BIGINT        NOT NULL, -- moved on by a claim, as in atlas_due
  last_error      VARCHAR(1000) NULL,
  created_at      BIGINT        NOT NULL,
  sent_at         BIGINT        NULL,
  PRIMARY KEY (workspace_id, alert_id),
  KEY waiting (status, next_attempt_at) -- the alert worker
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
