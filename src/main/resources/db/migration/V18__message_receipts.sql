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
