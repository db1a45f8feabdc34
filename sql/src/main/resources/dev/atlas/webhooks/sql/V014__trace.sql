-- The place in a trace that an event was published at (header `traceparent`, W3C Trace Context); goes on to its receivers.
-- Publishers by plain SQL may give it as a column.
ALTER TABLE atlas_outbox     ADD COLUMN traceparent VARCHAR(55) NULL;
ALTER TABLE atlas_event      ADD COLUMN traceparent VARCHAR(55) NULL;
ALTER TABLE atlas_event_kept ADD COLUMN traceparent VARCHAR(55) NULL;
