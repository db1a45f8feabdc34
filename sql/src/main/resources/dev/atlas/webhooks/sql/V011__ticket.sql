DROP TABLE atlas_mail_link;

-- What proves for a while who its holder is: an invitation or a password reset, which go out by mail, or a password that
-- was right and waits for the second factor. The token is computed from the number and the master key, so that this
-- table alone opens nothing.
CREATE TABLE atlas_ticket (
  ticket_id     BIGINT       NOT NULL,
  purpose       VARCHAR(20)  NOT NULL, -- invitation, reset, second_factor
  member_id     BIGINT       NOT NULL,
  workspace_id  BIGINT       NOT NULL,
  issued_by     VARCHAR(254) NOT NULL, -- who invited
  expires_at    BIGINT       NOT NULL,
  mail_due_at   BIGINT       NULL,     -- moved on by a claim; NULL: nothing to send (any more)
  mail_attempts INT          NOT NULL DEFAULT 0,
  PRIMARY KEY (ticket_id),
  KEY of_member (member_id), -- one use ends all
  KEY by_due (mail_due_at),  -- the mail worker
  KEY by_age (expires_at)    -- removal
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
