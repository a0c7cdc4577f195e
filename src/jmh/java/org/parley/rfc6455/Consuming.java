package org.parley.rfc6455;

import org.openjdk.jmh.infra.Blackhole;

/** Takes messages and does nothing with them. */
final class Consuming implements Receiver {
    private final Blackhole hole;

    Consuming(Blackhole hole) {
        this.hole = hole;
    }

    @Override
    public void text(Message message) {
        hole.consume(message);
    }

    @Override
    public void binary(Message message) {
        hole.consume(message);
    }

    @Override
    public void ping(byte[] bytes) {}

    @Override
    public void pong(byte[] bytes) {}

    @Override
    public void closed(int code, String reason) {}

    @Override
    public void failed(Violation violation) {
        throw new IllegalStateException(violation.sentence());
    }
}
