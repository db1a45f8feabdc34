CREATE TABLE atlas_endpoint (
  workspace_id   BIGINT        NOT NULL,
  endpoint_id    BIGINT        NOT NULL,
  url            VARCHAR(2048) NOT NULL,
  description    VARCHAR(500)  NOT NULL,
  owner_email    VARCHAR(254)  NULL,
  event_types    TEXT          NOT NULL, -- JSON array of patterns; a copy of the present filter version's
  filter         TEXT          NOT NULL, -- likewise
  filter_version INT           NOT NULL,
  serialize      TINYINT       NOT NULL,
  signature      VARCHAR(20)   NOT NULL, -- atlas, standard-webhooks
  headers        BLOB          NULL,     -- encrypted JSON object: static headers may hold credentials
  rate_limit     INT           NULL,     -- attempts a second
  timeout_ms     INT           NOT NULL,
  status         VARCHAR(10)   NOT NULL, -- active, paused, disabled, deleted
  flow           VARCHAR(10)   NOT NULL, -- open, probing, draining: how an active endpoint treats new events
  drain_step     INT           NOT NULL DEFAULT 0, -- held deliveries that the next drain step may release
  paused_by      VARCHAR(10)   NULL,     -- auto, member
  paused_reason  VARCHAR(1000) NULL,
  paused_at      BIGINT        NULL,
  created_at     BIGINT        NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id),
  KEY by_flow (flow) -- the drain worker: endpoints that are coming back
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Every version of what an endpoint wants, so that any past decision can be recomputed.
CREATE TABLE atlas_endpoint_filter (
  workspace_id BIGINT       NOT NULL,
  endpoint_id  BIGINT       NOT NULL,
  version      INT          NOT NULL,
  event_types  TEXT         NOT NULL,
  filter       TEXT         NOT NULL,
  language     SMALLINT     NOT NULL, -- version of the filter language it was written in
  created_by   VARCHAR(254) NOT NULL,
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_endpoint_secret (
  workspace_id BIGINT         NOT NULL,
  endpoint_id  BIGINT         NOT NULL,
  secret_id    BIGINT         NOT NULL,
  secret       VARBINARY(255) NOT NULL, -- encrypted
  created_at   BIGINT         NOT NULL,
  expires_at   BIGINT         NULL,     -- set when a newer one takes over
  PRIMARY KEY (workspace_id, endpoint_id, secret_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The endpoint's counter. Its row is also the endpoint's lock: routing, advancing a serialized
-- endpoint, pausing and draining hold it while they decide who is next.
CREATE TABLE atlas_endpoint_sequence (
  workspace_id  BIGINT NOT NULL,
  endpoint_id   BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_endpoint_health (
  workspace_id    BIGINT        NOT NULL,
  endpoint_id     BIGINT        NOT NULL,
  last_success_at BIGINT        NULL,
  failing_since   BIGINT        NULL, -- first failure after the last success
  last_error      VARCHAR(1000) NULL,
  PRIMARY KEY (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
