-- What an API key may do and until when, the second factor of members, and the log of every change.

ALTER TABLE atlas_api_key
  ADD COLUMN hint         VARCHAR(20)  NOT NULL DEFAULT '', -- the key's last characters, to tell keys apart
  ADD COLUMN scopes       VARCHAR(100) NOT NULL DEFAULT '["admin"]', -- JSON array: publish, read, manage, admin
  ADD COLUMN rate_limit   INT          NULL, -- requests a second; null for the server's limit
  ADD COLUMN created_by   VARCHAR(254) NOT NULL DEFAULT '',
  ADD COLUMN last_used_at BIGINT       NULL, -- written at most once a minute
  ADD COLUMN expires_at   BIGINT       NULL;

-- password_hash is empty until an invitation is accepted.
ALTER TABLE atlas_member
  ADD COLUMN totp_secret VARBINARY(255) NULL, -- encrypted; set when the second factor is on
  ADD COLUMN totp_step   BIGINT         NULL; -- the last time step whose code was used: each code works once

ALTER TABLE atlas_membership
  ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;

-- What was sent by mail so that its reader can prove the address: an invitation or a password reset. The link's
-- token is computed from the number and the master key, so that this table alone opens nothing.
CREATE TABLE atlas_mail_link (
  link_id      BIGINT      NOT NULL,
  purpose      VARCHAR(20) NOT NULL, -- invitation, reset
  member_id    BIGINT      NOT NULL,
  workspace_id BIGINT      NOT NULL,
  expires_at   BIGINT      NOT NULL,
  PRIMARY KEY (link_id),
  KEY of_member (member_id), -- one use ends all
  KEY by_age (expires_at)    -- removal
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Failed log-ins in a row, by the SHA-256 of an e-mail address or a network address.
CREATE TABLE atlas_login_failure (
  subject  BINARY(32) NOT NULL,
  failures INT        NOT NULL,
  last_at  BIGINT     NOT NULL,
  PRIMARY KEY (subject),
  KEY by_age (last_at) -- removal
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who changed what; written in the transaction of the change.
CREATE TABLE atlas_audit (
  workspace_id BIGINT       NOT NULL,
  audit_id     BIGINT       NOT NULL,
  occurred_at  BIGINT       NOT NULL,
  actor        VARCHAR(254) NOT NULL, -- a member's address, or the name of an API key
  source       VARCHAR(64)  NOT NULL, -- network address
  action       VARCHAR(50)  NOT NULL, -- endpoint.updated
  subject      VARCHAR(254) NOT NULL, -- the id of what was changed
  before_state MEDIUMTEXT   NULL,     -- JSON, of an update only what differs; secrets masked
  after_state  MEDIUMTEXT   NULL,
  PRIMARY KEY (workspace_id, audit_id),
  KEY of_subject (workspace_id, subject, audit_id) -- the history of one thing
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
