package org.parley.rfc6455;

/** Hears nothing of what comes; a subclass hears what it is about. */
public class Deaf implements Receiver {
    @Override
    public void text(Message message) {}

    @Override
    public void binary(Message message) {}

    @Override
    public void ping(byte[] payload) {}

    @Override
    public void pong(byte[] payload) {}

    @Override
    public void closed(int code, String reason) {}

    @Override
    public void failed(Violation violation) {}
}
