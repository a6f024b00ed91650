-- What is known of a Moodle whose courses are read. One row for each course that is followed.
create table moodle_course (
  id        bigint           not null primary key,    -- as Moodle has it
  document  varchar(10000)   not null,                -- {id, name}, as lessons name it
  group_ids varchar(100000)  not null,                -- groups that somebody is in, with commas
  roster    varchar(1000000) not null,                -- who takes part: [{id, name, role, groups, ...}]
  print     varchar(64)      not null,                -- a hash of document and roster
  read_at   timestamp(6) with time zone,              -- when the roster was read; empty: never
  due       boolean          not null,                -- somebody said that it changed
  problem   varchar(1000)                             -- why the roster cannot be read
);

-- Events of Moodle that are lessons, or were at their last reading and are none for a reason.
create table moodle_event (
  id        bigint           not null primary key,    -- as Moodle has it
  course    bigint           not null,
  lesson    varchar(200)     not null,
  print     varchar(64)      not null,                -- a hash of the event and of its course's print
  wanted    boolean          not null,                -- whether the ledger was told to have the lesson
  ends_at   timestamp(6) with time zone not null,
  problem   varchar(1000)                             -- why it is no lesson, though it should be
);
create index moodle_event_ends on moodle_event (ends_at);
create index moodle_event_course on moodle_event (course);

-- How reading went; one row.
create table moodle_pull (
  name       varchar(20)  not null primary key,
  next_at    timestamp(6) with time zone not null,    -- when to read again
  courses_at timestamp(6) with time zone,             -- when the list of courses was read
  pulled_at  timestamp(6) with time zone,             -- when all was in step
  problem    varchar(1000),                           -- why it is not in step, in plain words
  held       int          not null,                   -- lessons whose disappearance waits for a person
  believe    boolean      not null                    -- a person said that they are really gone
);
