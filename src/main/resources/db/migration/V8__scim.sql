-- What identity providers gave by SCIM, as they gave it, so that answers give it back.
create table scim_user (
  id           varchar(36)  not null primary key,
  user_key     varchar(320) not null,                  -- userName in lower case
  external_id  varchar(320),
  display_key  varchar(320),                           -- displayName in lower case
  active       boolean,                                -- null: nothing was said
  version      bigint       not null,
  created_at   timestamp(6) with time zone not null,
  modified_at  timestamp(6) with time zone not null,
  untold       bigint       not null,                  -- grows with every change that the directory has not heard of; 0: none
  problem      varchar(500),                           -- why the directory could not take it
  document     varchar(1000000) not null               -- the resource without id, meta and groups
);
create unique index scim_user_key on scim_user (user_key);
create index scim_user_external on scim_user (external_id);
create index scim_user_display on scim_user (display_key);
create index scim_user_active on scim_user (active);
create index scim_user_created on scim_user (created_at, id);
create index scim_user_modified on scim_user (modified_at, id);
create index scim_user_untold on scim_user (untold);

-- Mail addresses of users in lower case, to be found by.
create table scim_address (
  user_id varchar(36)  not null,
  address varchar(320) not null,
  primary key (user_id, address)
);
create index scim_address_address on scim_address (address);

create table scim_group (
  id           varchar(36)  not null primary key,
  external_id  varchar(320),
  display_key  varchar(320) not null,
  name         varchar(320) not null,                  -- displayName as it was given
  version      bigint       not null,
  created_at   timestamp(6) with time zone not null,
  modified_at  timestamp(6) with time zone not null,
  untold       bigint       not null,
  document     varchar(1000000) not null               -- the resource without id, meta and members
);
create index scim_group_external on scim_group (external_id);
create index scim_group_display on scim_group (display_key);
create index scim_group_created on scim_group (created_at, id);
create index scim_group_modified on scim_group (modified_at, id);
create index scim_group_untold on scim_group (untold);

-- A row for each member, so that one who comes or goes is one row.
create table scim_member (
  group_id  varchar(36) not null,
  member_id varchar(36) not null,
  kind      varchar(5)  not null,                      -- User or Group
  primary key (group_id, member_id)
);
create index scim_member_member on scim_member (member_id);

-- What was deleted and the directory has not heard of.
create table scim_gone (
  id   varchar(36) not null primary key,
  kind varchar(5)  not null
);
