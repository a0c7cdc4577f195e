package org.parley.transport.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.parley.rfc6455.Message;

/** Writes down what it is told. */
final class FakeConversation implements Conversation {
    final List<String> told = new ArrayList<>();

    @Override
    public void text(Message message) {
        told.add("text " + message.text());
    }

    @Override
    public void binary(Message message) {
        told.add("binary " + message.length());
    }

    @Override
    public void ping(byte[] payload) {
        told.add("ping " + payload.length);
    }

    @Override
    public void writable() {
        told.add("writable");
    }

    @Override
    public void stalled() {
        told.add("stalled");
    }

    @Override
    public void closing(int code) {
        told.add("closing " + code);
    }

    @Override
    public void gone() {
        told.add("gone");
    }
}
