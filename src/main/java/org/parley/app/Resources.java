package org.parley.app;

import java.nio.file.Path;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.webresources.JarResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** Where Tomcat finds what was in the WAR: libraries in a folder, and all else in two archives beside it. */
final class Resources {
    private Resources() {}

    /** The resources of a web application that the launcher has unpacked into this folder and beside it. */
    static WebResourceRoot of(StandardContext context, Path webapp) {
        StandardRoot root = new StandardRoot(context);
        add(root, "/WEB-INF/classes", webapp.resolveSibling("classes.jar"));
        add(root, "/", webapp.resolveSibling("rest.jar"));
        return root;
    }

    /** Looked into before the folder, which has few of the names that are asked for. */
    private static void add(StandardRoot root, String mount, Path archive) {
        root.addPreResources(new JarResourceSet(root, mount, archive.toString(), "/"));
    }
}
