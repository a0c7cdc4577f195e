package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all tests of a process that disturb nobody else there: they bring people, rooms and texts of their
 * own. Its address is a parameter of a test, or of what is done before each. Somebody else is its administrator.
 */
public final class SharedParley implements ParameterResolver {
    private record Running(ParleyProcess process) implements AutoCloseable {
        static Running start() {
            try {
                Path homes = Files.createDirectories(Path.of("target", "homes"));
                Path home = Files.createTempDirectory(homes, "shared-").toAbsolutePath();
                ParleyProcess process = ParleyProcess.start(home, "--sign-ins-per-address", "100000");
                Person.signUp(process.address(), "admin").close();
                return new Running(process);
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
