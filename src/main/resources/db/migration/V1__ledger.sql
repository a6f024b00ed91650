-- What is wanted, what the vendor is known to have, and when to look again.
-- One row is one booking: the desired meeting of one lesson (or, later, one calendar event). The documents stand apart,
-- so that taking and giving back a lease rewrites a short row and not a long one.
create table booking (
  no            bigint       not null primary key,     -- ours; grows with time
  kind          varchar(20)  not null,                 -- lesson
  id            varchar(200) not null,                 -- the source's own id
  vendor        varchar(40)  not null,                 -- whose routes bring it about
  version       bigint       not null,                 -- grows with every change of what is wanted
  state         varchar(12)  not null,                 -- pending, ready, cancelled, failed
  cancelled     boolean      not null,
  title         varchar(200) not null,
  starts_at     timestamp(6) with time zone not null,
  ends_at       timestamp(6) with time zone not null,
  vendor_object varchar(200),                          -- the room's id at the vendor
  due_at        timestamp(6) with time zone,           -- when to reconcile; of a leased row: when the lease ends
  lease         varchar(60),                           -- who works on it; left behind by a crash it says "look first"
  attempts      int          not null,
  problem       varchar(1000),
  problem_kind  varchar(20),
  updated_at    timestamp(6) with time zone not null
);
-- the id first: a list of ids is then found by the index alone
create unique index booking_key on booking (id, kind);
create index booking_due on booking (due_at);
create index booking_start on booking (starts_at);
create index booking_state on booking (state, starts_at);

-- The canonical document, as the source wants the meeting.
create table booking_wanted (
  no       bigint not null primary key,
  document varchar(1000000) not null
);

-- What the vendor is known to have of it: room, access links.
create table booking_seen (
  no       bigint not null primary key,
  document varchar(1000000) not null
);

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
