-- Keys of requests are forgotten after a day, events' own ids with the events: each finds its old ones at the front.
ALTER TABLE atlas_idempotency
  DROP KEY by_age,
  ADD KEY by_age (scope, created_at);
