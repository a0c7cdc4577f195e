package org.parley.chat;

import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;

/** A directory with people and rooms in it. */
final class Town {
    final Directory directory = new Directory();

    Town user(String id, String name) {
        directory.apply(new PutUser(new User(id, name, false)));
        return this;
    }

    Town room(String id, String name) {
        return room(id, name, Room.PUBLIC);
    }

    Town room(String id, String name, String kind) {
        directory.apply(new PutRoom(new Room(id, name, kind, Room.ALL)));
        return this;
    }

    Town member(String room, String user, long since) {
        directory.apply(new PutMember(room, user, since));
        return this;
    }
}
