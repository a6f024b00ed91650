-- Work is taken by kind: lessons, what they left behind, what is to be told to the LMS.
drop index booking_due;
create index booking_due on booking (kind, due_at);
-- Webhooks name rooms.
create index booking_object on booking (vendor_object);

-- What vendors told by webhook: a hint to look, and evidence that it came. Kept for some weeks.
create table hint (
  no       bigint       not null primary key,    -- ours; grows with time
  vendor   varchar(40)  not null,
  event    varchar(40)  not null,                -- the vendor's own name, such as call_finished
  object   varchar(200) not null,                -- the room
  record   varchar(200),                         -- the recording, where the event names one
  entity   varchar(200) not null,                -- the lesson whose room it is
  heard_at timestamp(6) with time zone not null
);
create index hint_entity on hint (entity, no);
create index hint_time on hint (heard_at);
