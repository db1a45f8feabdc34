-- Who uses the product. `workspace_id` is the shard key of every table that holds a workspace's data;
-- members, sessions and nodes are small global tables.

CREATE TABLE atlas_workspace (
  workspace_id           BIGINT       NOT NULL,
  name                   VARCHAR(200) NOT NULL,
  allow_undeclared_types TINYINT      NOT NULL DEFAULT 0,
  routing_version        BIGINT       NOT NULL DEFAULT 1, -- raised by every change that routing or sending must see
  created_at             BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_member (
  member_id     BIGINT       NOT NULL,
  email         VARCHAR(254) NOT NULL, -- lower case
  password_hash VARCHAR(255) NOT NULL,
  created_at    BIGINT       NOT NULL,
  PRIMARY KEY (member_id),
  UNIQUE KEY by_email (email)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_membership (
  workspace_id BIGINT      NOT NULL,
  member_id    BIGINT      NOT NULL,
  role         VARCHAR(20) NOT NULL, -- owner, admin, developer, viewer
  PRIMARY KEY (workspace_id, member_id),
  KEY of_member (member_id) -- log-in: the workspaces of a member
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_session (
  token_hash   BINARY(32) NOT NULL, -- SHA-256 of the cookie, so that the table alone logs nobody in
  member_id    BIGINT     NOT NULL,
  workspace_id BIGINT     NOT NULL,
  created_at   BIGINT     NOT NULL,
  last_seen_at BIGINT     NOT NULL,
  PRIMARY KEY (token_hash),
  KEY of_member (member_id),
  KEY by_age (created_at) -- removal of sessions past their absolute limit
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_api_key (
  workspace_id BIGINT       NOT NULL,
  api_key_id   BIGINT       NOT NULL,
  name         VARCHAR(200) NOT NULL,
  key_hash     BINARY(32)   NOT NULL, -- SHA-256; the key has 160 random bits, so a slow hash adds nothing
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id, api_key_id),
  KEY by_hash (key_hash) -- every API request
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE atlas_event_type (
  workspace_id BIGINT       NOT NULL,
  name         VARCHAR(100) NOT NULL,
  description  TEXT         NOT NULL,
  properties   MEDIUMTEXT   NOT NULL, -- JSON, as in the built-in catalogue
  sample       MEDIUMTEXT   NOT NULL, -- JSON
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (workspace_id, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Every process takes a free node number for its ids (10 bits of each).
CREATE TABLE atlas_node (
  node        SMALLINT NOT NULL,
  owner       BIGINT   NOT NULL,
  lease_until BIGINT   NOT NULL,
  PRIMARY KEY (node)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
