-- A workspace's own event types are described by a JSON Schema of their data.
ALTER TABLE atlas_event_type CHANGE properties data_schema MEDIUMTEXT NOT NULL;
