-- Members are counted as they come and go, not whenever somebody asks.
alter table room add column members integer not null default 0;
update room set members = (select count(*) from member where member.room = room.id);

-- What is unread is counted from the index alone.
drop index message_room;
create index message_room on message (room, id, author);

-- Who names himself is not told so.
delete from mention where exists
    (select 1 from message where message.id = mention.message and message.author = mention.account);
