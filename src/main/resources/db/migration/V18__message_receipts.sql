-- Ids of messages that were recorded, so that the same message is not taken twice and another one under the same id is told
-- apart: hashes only, an id could carry anything. Received in epoch milliseconds; old ones go by retention.yaml.
CREATE TABLE message_receipt (
  feed     TEXT NOT NULL,
  name     TEXT NOT NULL,
  content  TEXT NOT NULL,
  received BIGINT NOT NULL,
  PRIMARY KEY (feed, name)
);
CREATE INDEX message_receipt_received ON message_receipt (received);

-- What has been heard of subscriptions at other servers, and which of their numbered events did not come.
CREATE TABLE subscription (
  feed          TEXT NOT NULL,
  name          TEXT NOT NULL,
  last_number   BIGINT NOT NULL,
  heard         BIGINT NOT NULL,
  missing_from  BIGINT,
  missing_to    BIGINT,
  missing_since BIGINT,
  noticed       BIGINT,
  PRIMARY KEY (feed, name)
);
