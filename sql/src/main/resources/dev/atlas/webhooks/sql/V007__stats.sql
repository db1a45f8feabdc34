-- Roll-up counters, so that no page ever counts the log. The minutes are written with the settlements, each node its own
-- rows (so that nodes do not wait for each other); hours are summed up from them. `h0` to `h15` are a histogram of the
-- latency: attempts of at most 5, 10, 20, 35, 50, 75, 100, 150, 250, 500, 1000, 2000, 4000, 7000, 10000 ms, and more.
CREATE TABLE atlas_stats_minute (
  workspace_id BIGINT       NOT NULL,
  endpoint_id  BIGINT       NOT NULL, -- 0: all endpoints of the workspace
  minute       INT          NOT NULL, -- since 1970
  event_type   VARCHAR(100) NOT NULL,
  node         SMALLINT     NOT NULL,
  attempts     INT          NOT NULL,
  delivered    INT          NOT NULL,
  dead         INT          NOT NULL,
  responses    INT          NOT NULL, -- attempts with a complete response: those whose latency is counted
  latency_ms   BIGINT       NOT NULL, -- their sum
  h0 INT NOT NULL, h1 INT NOT NULL, h2 INT NOT NULL, h3 INT NOT NULL, h4 INT NOT NULL, h5 INT NOT NULL, h6 INT NOT NULL,
  h7 INT NOT NULL, h8 INT NOT NULL, h9 INT NOT NULL, h10 INT NOT NULL, h11 INT NOT NULL, h12 INT NOT NULL,
  h13 INT NOT NULL, h14 INT NOT NULL, h15 INT NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id, minute, event_type, node),
  KEY by_minute (minute) -- the roll-up of an hour
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_stats_hour (
  workspace_id BIGINT       NOT NULL,
  endpoint_id  BIGINT       NOT NULL, -- 0: all endpoints of the workspace
  hour         INT          NOT NULL, -- since 1970
  event_type   VARCHAR(100) NOT NULL,
  attempts     INT          NOT NULL,
  delivered    INT          NOT NULL,
  dead         INT          NOT NULL,
  responses    INT          NOT NULL, -- attempts with a complete response: those whose latency is counted
  latency_ms   BIGINT       NOT NULL, -- their sum
  h0 INT NOT NULL, h1 INT NOT NULL, h2 INT NOT NULL, h3 INT NOT NULL, h4 INT NOT NULL, h5 INT NOT NULL, h6 INT NOT NULL,
  h7 INT NOT NULL, h8 INT NOT NULL, h9 INT NOT NULL, h10 INT NOT NULL, h11 INT NOT NULL, h12 INT NOT NULL,
  h13 INT NOT NULL, h14 INT NOT NULL, h15 INT NOT NULL,
  PRIMARY KEY (workspace_id, endpoint_id, hour, event_type),
  KEY by_hour (hour) -- removal
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What one node at a time does now and then for all.
CREATE TABLE atlas_task (
  name     VARCHAR(40) NOT NULL,
  next_at  BIGINT      NOT NULL, -- whoever moves it on does the work
  position BIGINT      NOT NULL DEFAULT 0, -- how far it has come; its meaning is the task's
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
