-- Calendars that are kept in step, and whose turn it is to ask one for changes.
create table calendar (
  name        varchar(60) not null primary key,   -- as in convene.calendars."NAME"
  state       varchar(4000),                       -- what the next question begins with, such as a sync-token
  next_at     timestamp(6) with time zone not null, -- when to ask again
  asked_at    timestamp(6) with time zone,         -- when it was last in step
  lease       varchar(60),                         -- who asks just now
  lease_until timestamp(6) with time zone,
  problem     varchar(1000),                       -- why it is not in step, in plain words
  held        int not null,                        -- events whose disappearance waits for a person
  believe     boolean not null                     -- a person said that they are really gone
);

-- What a calendar holds: one row for each calendar object resource (RFC 4791).
create table calendar_event (
  no         bigint        not null primary key,   -- ours; grows with time
  calendar   varchar(60)   not null,
  href       varchar(1000) not null,
  etag       varchar(300)  not null,
  uid        varchar(200)  not null,               -- the UID, or a hash of a long one
  title      varchar(300)  not null,
  meets      boolean       not null,               -- whether it should be a video meeting
  expand_at  timestamp(6) with time zone,          -- when its next occurrences are to be reckoned
  mark       varchar(12)   not null,               -- its join link: none, due, written, refused
  problem    varchar(1000),
  updated_at timestamp(6) with time zone not null,
  gone       boolean       not null                -- not in the calendar any more; href is then gone:no
);
create unique index calendar_event_href on calendar_event (calendar, href);
create index calendar_event_uid on calendar_event (uid);
create index calendar_event_expand on calendar_event (calendar, expand_at);
create index calendar_event_mark on calendar_event (calendar, mark);

-- The object as it came, and its meetings: {"20261123T060000Z": when it ends}.
create table calendar_object (
  no       bigint not null primary key,
  text     varchar(1000000) not null,
  meetings varchar(1000000) not null
);
