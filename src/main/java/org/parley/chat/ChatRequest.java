package org.parley.chat;

import org.parley.log.Request;

/**
 * What a user can ask for. Sizes and forms were checked by whoever made the request; rights are checked by
 * {@link ChatDecider}.
 */
public sealed interface ChatRequest extends Request {
    /** Says something in a room. */
    record Post(String room, String text) implements ChatRequest {}

    /** Makes a room and becomes its first member. */
    record CreateRoom(String name, String kind) implements ChatRequest {}

    /** Becomes a member. */
    record Join(String room) implements ChatRequest {}

    /** Is no longer a member. */
    record Leave(String room) implements ChatRequest {}

    /** Has read a room up to an event. */
    record Read(String room, long id) implements ChatRequest {}

    /**
     * Makes an account.
     *
     * @param name checked by {@link Names#account}
     * @param password its hash, never the password
     * @param mayFound whether the request may make the first account, the administrator's
     */
    record CreateAccount(String name, String password, boolean mayFound) implements ChatRequest {
        /** Leaves the hash out, so that no log can show it. */
        @Override
        public String toString() {
            return "CreateAccount[" + name + "]";
        }
    }
}
