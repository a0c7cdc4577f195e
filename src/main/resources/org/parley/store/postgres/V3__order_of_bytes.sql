-- Whatever is looked up is compared by its bytes: another version of the system's sorting rules then spoils no index.
alter table installation alter column name type text collate "C";

alter table command_key
    alter column author type text collate "C",
    alter column key type text collate "C";

alter table account
    alter column id type text collate "C",
    alter column folded type text collate "C";

alter table room
    alter column id type text collate "C",
    alter column folded type text collate "C";

alter table member
    alter column room type text collate "C",
    alter column account type text collate "C";

alter table message
    alter column room type text collate "C",
    alter column author type text collate "C";

alter table mention
    alter column account type text collate "C",
    alter column room type text collate "C";

alter table personal
    alter column account type text collate "C",
    alter column room type text collate "C";

alter table session
    alter column id type text collate "C";
