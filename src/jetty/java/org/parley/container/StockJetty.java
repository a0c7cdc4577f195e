package org.parley.container;

import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.jboss.arquillian.container.jetty.embedded_12_ee10.WebAppContextProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Serves an application as a stock Jetty would: under its name, and with the libraries that it brings.
 *
 * <p>Jetty's adapter can take the name itself ({@code useArchiveNameAsContext}), but then it gives each application of
 * a name the same file, and at the second deployment takes the first, which it has ended, for the new one. It looks for
 * classes among those of the tests first, and can't be told otherwise in arquillian.xml.
 */
public final class StockJetty implements LoadableExtension, WebAppContextProcessor {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(WebAppContextProcessor.class, StockJetty.class);
    }

    @Override
    public void process(WebAppContext context, Archive<?> archive) {
        context.setContextPath('/' + archive.getName().replaceFirst("\\.war$", ""));
        context.setParentLoaderPriority(false);
    }
}
