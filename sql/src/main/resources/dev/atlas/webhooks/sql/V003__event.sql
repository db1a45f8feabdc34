-- The outbox: publishers only insert. A plain `INSERT INTO atlas_outbox (workspace_id, payload)` is enough;
-- `payload` is the event's JSON, exactly as over HTTP. A row that becomes visible late (a long caller transaction)
-- is found all the same: routing removes what it has routed and never remembers a position.
CREATE TABLE atlas_outbox (
  workspace_id BIGINT     NOT NULL,
  id           BIGINT     NOT NULL DEFAULT (UUID_SHORT() & 9223372036854775807),
  event_id     BIGINT     NULL,     -- given by HTTP ingest, else by routing
  payload      MEDIUMTEXT NOT NULL,
  published_at BIGINT     NOT NULL DEFAULT (FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)), -- informative: the default of `created`
  PRIMARY KEY (workspace_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Outbox rows that are no event (a publisher's mistake in plain SQL); kept, shown, never lost.
CREATE TABLE atlas_outbox_rejected (
  workspace_id BIGINT     NOT NULL,
  id           BIGINT     NOT NULL,
  payload      MEDIUMTEXT NOT NULL,
  reason       TEXT       NOT NULL,
  published_at BIGINT     NOT NULL,
  rejected_at  BIGINT     NOT NULL,
  PRIMARY KEY (workspace_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What was answered to a request (Idempotency-Key) or for an event (its own `id`).
CREATE TABLE atlas_idempotency (
  workspace_id BIGINT         NOT NULL,
  scope        VARCHAR(10)    NOT NULL, -- request, event
  idem_key     VARBINARY(255) NOT NULL,
  body_hash    BINARY(32)     NOT NULL,
  event_ids    MEDIUMTEXT     NOT NULL, -- JSON array, in the order of the request
  created_at   BIGINT         NOT NULL,
  PRIMARY KEY (workspace_id, scope, idem_key),
  KEY by_age (created_at) -- removal after 24 h
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_event (
  workspace_id BIGINT       NOT NULL,
  event_id     BIGINT       NOT NULL,
  external_id  VARCHAR(128) NULL,     -- the publisher's own id
  type         VARCHAR(100) NOT NULL,
  created      BIGINT       NOT NULL, -- Unix seconds
  accepted_at  BIGINT       NOT NULL,
  tags         TEXT         NOT NULL, -- JSON array, sorted
  data         MEDIUMTEXT   NOT NULL, -- the publisher's own text, so that numbers stay exact
  previous     MEDIUMTEXT   NULL,
  PRIMARY KEY (workspace_id, event_id),
  KEY by_external_id (workspace_id, external_id),
  KEY by_type (workspace_id, type, event_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
