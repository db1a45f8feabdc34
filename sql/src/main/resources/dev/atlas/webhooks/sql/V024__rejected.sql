-- Those of the last day are told of; they are kept as long as events are.
ALTER TABLE atlas_outbox_rejected ADD KEY by_time (rejected_at), ALGORITHM=INPLACE, LOCK=NONE;
