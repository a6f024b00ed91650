-- What is wanted, what the vendor is known to have, and when to look again.
-- One row is one booking: the desired meeting of one lesson (or, later, one calendar event).
create table booking (
  kind          varchar(20)  not null,                 -- lesson
  id            varchar(200) not null,                 -- the source's own id
  vendor        varchar(40)  not null,                 -- whose routes bring it about
  version       bigint       not null,                 -- grows with every change of what is wanted
  state         varchar(12)  not null,                 -- pending, ready, cancelled, failed
  cancelled     boolean      not null,
  title         varchar(200) not null,
  starts_at     timestamp(6) with time zone not null,
  ends_at       timestamp(6) with time zone not null,
  desired       varchar(1000000) not null,             -- the canonical document
  document_time timestamp(6) with time zone,           -- the document's own updatedAt, orders its versions
  seen          varchar(1000000) not null,             -- what the vendor is known to have: room, access links
  vendor_object varchar(200),                          -- the room's id at the vendor
  due_at        timestamp(6) with time zone,           -- when to reconcile; of a leased row: when the lease ends
  lease         varchar(60),                           -- who works on it; left behind by a crash it says "look first"
  attempts      int          not null,
  problem       varchar(1000),
  problem_kind  varchar(20),
  created_at    timestamp(6) with time zone not null,
  updated_at    timestamp(6) with time zone not null,
  primary key (kind, id)
);
create index booking_due on booking (due_at);
create index booking_start on booking (kind, starts_at, id);
create index booking_state on booking (kind, state, starts_at, id);
create index booking_vendor_object on booking (vendor, vendor_object);

-- What could not be done without a person.
create table quarantine (
  id       varchar(40)  not null primary key,
  kind     varchar(20)  not null,
  entity   varchar(200) not null,
  vendor   varchar(40)  not null,
  failure  varchar(20)  not null,
  reason   varchar(1000) not null,
  attempts int          not null,
  since    timestamp(6) with time zone not null
);
create index quarantine_entity on quarantine (kind, entity);
create index quarantine_since on quarantine (since, id);

-- Values that all replicas share and exactly one of them makes, such as the id of the space.
create table shared_value (
  name        varchar(100) not null primary key,
  content     varchar(1000),
  lease       varchar(60),
  lease_until timestamp(6) with time zone
);
