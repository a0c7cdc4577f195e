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
 * One server for all tests of this JVM that disturb nobody else there: they bring people, rooms and texts of their own.
 * Its address is a parameter of a test, or of what is done before each. Somebody else is its administrator.
 */
public final class SharedParley implements ParameterResolver {
    /** Not in the store of a test run: who runs tests in several JVMs may call for a run of each class. */
    private static final class Running {
        static final URI ADDRESS = start();

        private static URI start() {
            try {
                Path homes = Files.createDirectories(Path.of("target", "homes"));
                Path home = Files.createTempDirectory(homes, "shared-").toAbsolutePath();
                ParleyProcess process = ParleyProcess.start(home, "--sign-ins-per-address", "100000");
                Runtime.getRuntime().addShutdownHook(new Thread(process::close));
                Person.signUp(process.address(), "admin").close();
                return process.address();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public URI resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Running.ADDRESS;
    }
}
