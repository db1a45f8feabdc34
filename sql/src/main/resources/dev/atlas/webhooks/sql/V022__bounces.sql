-- A mail that was taken and returned later (status bounced): when that was read, by which status code (RFC 3463), whom
-- it could not be delivered to, by which server; what that one said is in last_error.
ALTER TABLE atlas_alert
  ADD COLUMN bounced_at       BIGINT       NULL,
  ADD COLUMN bounce_code      VARCHAR(20)  NULL,
  ADD COLUMN bounce_recipient VARCHAR(254) NULL,
  ADD COLUMN bounce_server    VARCHAR(254) NULL, ALGORITHM=INSTANT;

ALTER TABLE atlas_alert
  ADD KEY of_recipient (workspace_id, recipient, status, alert_id), ALGORITHM=INPLACE, LOCK=NONE; -- an endpoint's page

-- What the server said that returned the last invitation or password reset; NULL when none came back.
ALTER TABLE atlas_member
  ADD COLUMN mail_error VARCHAR(1000) NULL, ALGORITHM=INSTANT;

-- How far the mailbox of returned mail was read.
CREATE TABLE atlas_mailbox (
  mailbox      VARCHAR(700) NOT NULL,
  uid_validity BIGINT       NOT NULL, -- RFC 9051; another one: the numbers begin anew
  uid          BIGINT       NOT NULL, -- the highest number looked at
  PRIMARY KEY (mailbox)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
