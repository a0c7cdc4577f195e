package org.parley.interop;

import java.util.List;

class TyrusClientIT extends ProcessContract {
    TyrusClientIT() {
        super(false);
    }

    @Override
    List<String> command() {
        return java(EndpointClient.class, "target/clients/*");
    }
}
