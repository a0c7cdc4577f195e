package org.parley.interop;

import java.util.List;

class JdkClientIT extends ProcessContract {
    JdkClientIT() {
        super(false);
    }

    @Override
    List<String> command() {
        return java(JdkClient.class);
    }
}
