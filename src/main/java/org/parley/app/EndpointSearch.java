package org.parley.app;

import java.util.Map;
import org.apache.catalina.WebResource;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.descriptor.web.WebXml;

/**
 * Tomcat's search for annotated classes, which reads the bytes of each. Ours are the WebSocket endpoints, and their
 * names end so: the others, some six hundred, are left alone.
 */
final class EndpointSearch extends ContextConfig {
    private static final String CLASS = ".class";

    @Override
    protected void processAnnotationsWebResource(
            WebResource resource, WebXml fragment, boolean typesOnly, Map<String, JavaClassCacheEntry> cache) {
        String name = resource.getName();
        if (!name.endsWith(CLASS) || name.endsWith("Endpoint" + CLASS)) {
            super.processAnnotationsWebResource(resource, fragment, typesOnly, cache);
        }
    }
}
