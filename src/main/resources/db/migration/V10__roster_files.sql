-- Files with people that were read and still lie where they were dropped, so that each is read once.
create table roster_file (
  name     varchar(500) not null primary key,          -- of the file in its directory
  sha256   varchar(64)  not null,
  problem  varchar(1000),                              -- why nothing of it was used
  taken_at timestamp(6) with time zone not null
);
