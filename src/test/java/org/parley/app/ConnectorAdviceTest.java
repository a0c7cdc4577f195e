package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ConnectorAdviceTest {
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    /** What a container shows of a socket. */
    public interface SocketMBean {
        int getappReadBufSize();

        int getappWriteBufSize();
    }

    /** What a container shows of a protocol. */
    public interface ProtocolMBean {
        int getprocessorCache();
    }

    private record Socket(int getappReadBufSize, int getappWriteBufSize) implements SocketMBean {}

    private record Protocol(int getprocessorCache) implements ProtocolMBean {}

    @Test
    void aContainerThatShowsNothingIsLeftAlone() {
        assertEquals(Optional.empty(), new ConnectorAdvice(beans).missing());
    }

    @Test
    void aConnectorWithWhatHelpsIsLeftAlone() throws Exception {
        show(1024, 2048, 20_000);
        assertEquals(Optional.empty(), new ConnectorAdvice(beans).missing());
    }

    @Test
    void aCacheWithoutBoundIsLeftAlone() throws Exception {
        show(512, 512, -1);
        assertEquals(Optional.empty(), new ConnectorAdvice(beans).missing());
    }

    @Test
    void whatAStockConnectorLacksIsNamedInOneLine() throws Exception {
        show(8192, 8192, 200);
        assertEquals(
                Optional.of("Many connections would take less with these settings of the Connector:"
                        + " socket.appReadBufSize=\"1024\" socket.appWriteBufSize=\"2048\" processorCache=\"20000\""
                        + " (docs/performance.md)"),
                new ConnectorAdvice(beans).missing());
    }

    @Test
    void onlyWhatIsLackingIsNamed() throws Exception {
        show(1024, 2048, 200);
        assertEquals(
                Optional.of("Many connections would take less with these settings of the Connector:"
                        + " processorCache=\"20000\" (docs/performance.md)"),
                new ConnectorAdvice(beans).missing());
    }

    private void show(int read, int write, int cache) throws Exception {
        beans.registerMBean(
                new javax.management.StandardMBean(new Socket(read, write), SocketMBean.class),
                new ObjectName("Catalina:type=SocketProperties,name=\"http-nio-8080\""));
        beans.registerMBean(
                new javax.management.StandardMBean(new Protocol(cache), ProtocolMBean.class),
                new ObjectName("Catalina:type=ProtocolHandler,port=8080"));
    }
}
