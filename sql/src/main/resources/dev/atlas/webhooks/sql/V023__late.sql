-- For how long a delivery was due and no node attempted it: its retries come by so much later.
ALTER TABLE atlas_queue ADD COLUMN late_by BIGINT NOT NULL DEFAULT 0, ALGORITHM=INSTANT;
