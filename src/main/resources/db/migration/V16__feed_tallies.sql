-- What arrived by a feed and could not be used as it was meant: rejections by reason, and codes without a meaning. An item
-- is a reason or a code, nothing else a message said; what does not look like a code is counted as one item, "other".
CREATE TABLE feed_tally (
  feed       TEXT   NOT NULL,
  kind       TEXT   NOT NULL,
  item       TEXT   NOT NULL,
  seen       BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen  BIGINT NOT NULL,
  PRIMARY KEY (feed, kind, item)
);
