package org.parley.interop;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.page.Chromium;
import org.parley.testing.Person;

class ChromiumClientIT extends ClientContract {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    ChromiumClientIT() {
        super(true);
    }

    @Override
    Talker connect(URI server, String path) {
        return new PageTalker(CHROMIUM.browser().newContext(), server, path);
    }

    @Override
    Talker connect(Person person, String path) {
        String[] cookie = person.cookie().split("=", 2);
        BrowserContext context = CHROMIUM.browser().newContext();
        context.addCookies(
                List.of(new Cookie(cookie[0], cookie[1]).setUrl(person.server().toString())));
        return new PageTalker(context, person.server(), path);
    }
}
