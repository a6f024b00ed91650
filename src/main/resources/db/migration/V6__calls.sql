-- The call log of the phone system, leg by leg as it was told. A leg is known by the user whose log it stands in and the
-- number of its record there; what the phone system leaves out is null or empty.
create table phone_leg (
  mx_user         varchar(60)  not null,
  record_id       bigint       not null,
  gcid            varchar(200) not null,           -- the call it belongs to
  direction       varchar(20)  not null,           -- incoming or outgoing, as the phone system says
  missed          boolean      not null,
  connected_at    timestamp(6) with time zone,
  disconnected_at timestamp(6) with time zone,     -- null while it lasts
  calling         varchar(100) not null,
  called          varchar(100) not null,
  first_name      varchar(100) not null,
  last_name       varchar(100) not null,
  ext             varchar(100) not null,
  service_name    varchar(100) not null,
  service_ext     varchar(100) not null,
  call_type       bigint,
  leg_type        bigint,
  self_leg_type   bigint,
  monitor_type    bigint,
  absent          int          not null,           -- how many answers in a row should have had it, and had not
  primary key (mx_user, record_id)
);
create index phone_leg_call on phone_leg (gcid);
create index phone_leg_end on phone_leg (mx_user, disconnected_at);

-- Calls, one row each, made of their legs.
create table phone_call (
  gcid       varchar(200) not null primary key,
  started_at timestamp(6) with time zone not null,
  outcome    varchar(12)  not null,                -- answered, voicemail, unanswered
  ambiguous  boolean      not null,                -- somebody's number fits several people
  settle_at  timestamp(6) with time zone,          -- when it is told, unless it changes before; null: lasts, or is settled
  revision   int          not null,                -- how often it was settled; 0: not yet
  tell_at    timestamp(6) with time zone,          -- since when it waits to be told to Kafka
  local_day  varchar(10),                          -- the day in whose file it stands, once it is settled
  digest     varchar(64),                          -- of the document as it was settled last
  document   varchar(20000) not null               -- as it is shown
);
create index phone_call_start on phone_call (started_at, gcid);
create index phone_call_settle on phone_call (settle_at);
create index phone_call_tell on phone_call (tell_at);
create index phone_call_day on phone_call (local_day, started_at);

-- Days whose file is written from the calls above; one that is behind its version is due.
create table phone_day (
  local_day varchar(10) not null primary key,
  version   bigint      not null,
  written   bigint      not null
);

-- Whose number is whose: contacts of the phone system, and participants of lessons.
create table phone_owner (
  source varchar(10)  not null,                    -- contact or lesson
  person varchar(200) not null,                    -- its id there
  phone  varchar(60)  not null,                    -- E.164, or an extension
  name   varchar(200) not null,
  email  varchar(200) not null,
  primary key (source, person, phone)
);
create index phone_owner_phone on phone_owner (phone);

-- How far something was read: the call log of a user, or lessons.
create table phone_cursor (
  name       varchar(80) not null primary key,
  certain_at timestamp(6) with time zone,          -- up to here nothing is missing
  newest_at  timestamp(6) with time zone,          -- the end of the newest leg ever seen
  all_at     timestamp(6) with time zone,          -- when everything was asked for
  sure_at    timestamp(6) with time zone,          -- when an answer was last certainly whole
  doubts     int         not null                  -- answers since then that may have been cut
);
