-- What only one replica does at a time, such as talking to terminals, of which each has one seat.
create table duty (
    name       varchar(60)              not null primary key,
    holder     varchar(100)             not null,
    held_until timestamp with time zone not null
);
