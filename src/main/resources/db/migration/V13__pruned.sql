-- What the retention schedule took from the start of a chain: how many rows, and the digest of the last of them, from which
-- the rest can be checked on.
ALTER TABLE change_chain ADD COLUMN pruned BIGINT NOT NULL DEFAULT 0;
ALTER TABLE change_chain ADD COLUMN anchor TEXT;
