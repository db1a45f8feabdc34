-- What an endpoint is shown when it asks by TLS who connects.
CREATE TABLE atlas_client_certificate (
  workspace_id BIGINT     NOT NULL,
  endpoint_id  BIGINT     NOT NULL,
  certificate  MEDIUMBLOB NOT NULL, -- encrypted: the chain and the private key, in PEM
  PRIMARY KEY (workspace_id, endpoint_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
