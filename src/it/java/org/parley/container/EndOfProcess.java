package org.parley.container;

import org.jboss.arquillian.container.spi.event.container.AfterUnDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.parley.testing.Deadline;

/**
 * Waits for the end of a container's process that ends with its application, as its adapter does not: the next one
 * wants its port.
 */
public final class EndOfProcess implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(EndOfProcess.class);
    }

    public void undeployed(@Observes AfterUnDeploy event) {
        if (Container.NAME.matches(Container.ENDS_WITH_IT) && ContainerProcess.visible()) {
            Deadline.usual()
                    .await(
                            "the end of the container",
                            () -> ContainerProcess.find().isEmpty());
        }
    }
}
