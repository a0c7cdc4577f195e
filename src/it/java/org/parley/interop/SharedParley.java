package org.parley.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.parley.testing.ParleyProcess;

/** One server for all clients' tests; a test takes its address as a parameter. */
final class SharedParley implements ParameterResolver {
    private record Running(ParleyProcess process) implements AutoCloseable {
        static Running start() {
            try {
                Path homes = Files.createDirectories(Path.of("target", "homes"));
                Path home = Files.createTempDirectory(homes, "interop-").toAbsolutePath();
                return new Running(ParleyProcess.start(home));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public URI resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.create(getClass()));
        return store.getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .process()
                .address();
    }
}
