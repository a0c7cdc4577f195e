-- Which nodes there are: each says now and then that it still is.
create table node (
    name text collate "C" not null primary key,
    since timestamptz not null,
    seen timestamptz not null
);

-- What signs a line in, once; whoever removes it has used it.
create table ticket (
    hash text collate "C" not null primary key,
    session text collate "C" not null,
    account text collate "C" not null,
    until timestamptz not null
);
create index ticket_session on ticket (session, until);
