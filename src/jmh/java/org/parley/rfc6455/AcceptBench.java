package org.parley.rfc6455;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.java_websocket.drafts.Draft_6455;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sec-WebSocket-Accept, by each one's own private method. */
@State(Scope.Benchmark)
public class AcceptBench {
    private static final MethodType STRING = MethodType.methodType(String.class, String.class);
    private static final MethodHandle PARLEY = find("org.parley.rfc6455.Handshake$Accepted", "accept", true);
    private static final MethodHandle TOMCAT =
            find("org.apache.tomcat.websocket.server.UpgradeUtil", "getWebSocketAccept", true);
    private static final MethodHandle OTHER = find(Draft_6455.class.getName(), "generateFinalKey", false);

    private final Draft_6455 draft = new Draft_6455();
    private String key = "dGhlIHNhbXBsZSBub25jZQ==";

    private static MethodHandle find(String name, String method, boolean isStatic) {
        try {
            Class<?> type = Class.forName(name);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return isStatic ? lookup.findStatic(type, method, STRING) : lookup.findVirtual(type, method, STRING);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Benchmark
    public String acceptParley() throws Throwable {
        return (String) PARLEY.invokeExact(key);
    }

    @Benchmark
    public String acceptTomcat() throws Throwable {
        return (String) TOMCAT.invokeExact(key);
    }

    @Benchmark
    public String acceptJavaWebSocket() throws Throwable {
        return (String) OTHER.invokeExact(draft, key);
    }
}
