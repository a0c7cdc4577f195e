package org.parley.interop;

import java.nio.file.Path;
import java.util.List;
import org.parley.Needs;

/** The npm package {@code ws}, which comes as a WebJar; only Node itself must be there. */
class WsClientIT extends ProcessContract {
    WsClientIT() {
        super(true);
    }

    @Override
    List<String> command() {
        Path node = Needs.tool("node", "apt-get install nodejs");
        String ws = Path.of("target", "clients", "ws").toAbsolutePath().toString();
        return List.of(node.toString(), "target/test-classes/org/parley/interop/ws-client.cjs", ws);
    }
}
