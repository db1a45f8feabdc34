-- When an event was published, by an expression that both servers write into a dump in parentheses: a mere call MariaDB
-- writes without them, and then MySQL cannot read the dump.
ALTER TABLE atlas_outbox
  ALTER COLUMN published_at SET DEFAULT (UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 DIV 1), ALGORITHM=INSTANT;
