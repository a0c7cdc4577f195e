package org.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Classes as an application in a container has them: those of Parley, and of libraries that it brings, are its own and
 * not the container's; and some of the JDK's may be hidden from it.
 */
public final class ApplicationLoader extends ClassLoader {
    private final List<String> own;
    private final List<String> hidden;

    /** Says which are its own, and which it does not see, by what their names begin with. */
    public ApplicationLoader(List<String> own, List<String> hidden) {
        super(ApplicationLoader.class.getClassLoader());
        this.own = own;
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        if (own.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
