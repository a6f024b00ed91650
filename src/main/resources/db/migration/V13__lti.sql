-- Logins that a learning platform began and did not end yet. A row goes with the first launch that brings its state, so
-- that state and nonce count once; those that nobody came back for go with the next login.
create table lti_login (
  state    varchar(64)  not null primary key,          -- SHA-256 of it, as of the two below
  nonce    varchar(64)  not null,
  browser  varchar(64)  not null,
  platform varchar(100) not null,
  until    timestamp(6) with time zone not null
);
create index lti_login_until on lti_login (until);
