-- Clinical priority of a referral, as its newest message states it: 0 routine, 1 urgent, 2 asap, 3 stat
-- (FHIR request-priority). Waits of groups are compared within it. Filled when everyone is assessed again.
ALTER TABLE spell ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
