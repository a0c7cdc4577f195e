package org.parley.process;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.container.OwnCookies;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/** Two processes on one host name and, as is usual, at one path: a browser's cookies know nothing of ports. */
class TwoOnOneHostIT {
    @Test
    void eachTakesItsOwnCookieOutOfBoth(@TempDir Path folder) {
        try (ParleyProcess one = ParleyProcess.start(folder.resolve("one"));
                ParleyProcess other = ParleyProcess.start(folder.resolve("other"));
                Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(other.address(), "bob")) {
            OwnCookies.assertEachTakesItsOwn(ann, bob);
        }
    }
}
