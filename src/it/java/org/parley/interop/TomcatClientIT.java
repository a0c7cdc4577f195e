package org.parley.interop;

import java.util.List;

class TomcatClientIT extends ProcessContract {
    TomcatClientIT() {
        super(true);
    }

    @Override
    List<String> command() {
        return java(EndpointClient.class, "target/launcher/*");
    }
}
