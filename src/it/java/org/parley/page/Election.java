package org.parley.page;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;

/** What browsers have for choosing one of several tabs. */
public enum Election {
    /** On secure pages. */
    WEB_LOCKS,
    /** On plain http at a host's name. */
    SHARED_WORKER,
    /** There, in browsers that have no shared workers: on phones. */
    LEASE;

    /** Where pages of this server have it. */
    public URI address(URI parley) {
        return this == WEB_LOCKS ? parley : Chromium.atHost(parley);
    }

    /** Takes from the browser what is better. */
    public void prepare(BrowserContext context) {
        if (this == LEASE) {
            context.addInitScript("delete globalThis.SharedWorker");
        }
    }
}
