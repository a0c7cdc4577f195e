-- ${id} is the type of an id: a 64-bit integer that may be a primary key.

create table installation (
    name text not null primary key,
    value text not null
);

-- One row: whoever updates it holds the lock of the log.
create table head (
    one integer not null primary key check (one = 1),
    epoch text not null,
    id bigint not null,
    at bigint not null,
    version bigint not null
);

create table event (
    id ${id} not null primary key,
    epoch text not null,
    at bigint not null,
    type text not null,
    v integer not null,
    room text,
    subject text,
    actor text not null,
    key text,
    body text not null
);

create table command_key (
    author text not null,
    key text not null,
    hash text not null,
    ack text not null,
    at bigint not null,
    primary key (author, key)
);
create index command_key_at on command_key (at);

-- Projections, written in the transaction of the events they follow from.

create table account (
    id text not null primary key,
    name text not null,
    folded text not null unique,
    admin integer not null,
    password text
);

create table room (
    id text not null primary key,
    name text not null,
    folded text not null unique,
    kind text not null,
    history text not null
);

create table member (
    room text not null,
    account text not null,
    since bigint not null,
    primary key (room, account)
);
create index member_account on member (account);

create table message (
    id ${id} not null primary key,
    room text not null,
    author text not null,
    at bigint not null,
    text text not null,
    mentions text not null
);
create index message_room on message (room, id);

create table mention (
    account text not null,
    room text not null,
    message bigint not null,
    primary key (account, room, message)
);

create table personal (
    account text not null,
    room text not null,
    read bigint not null,
    version bigint not null,
    primary key (account, room)
);

create table session (
    id text not null primary key,
    account text not null,
    created bigint not null,
    seen bigint not null
);
create index session_seen on session (seen);
