package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** A report of the Doctor that was sent to one node is seen at another, whichever an administrator meets. */
class ReportsAcrossNodesIT {
    private static final String REPORTS = "/lab/doctor/reports";

    @TempDir
    private Path homes;

    @Test
    void anAdministratorSeesAtOneNodeWhatWasSentToTheOther() {
        try (PostgresServer database = PostgresServer.begin()) {
            String url = database.database();
            try (ParleyProcess one = ParleyProcess.start(homes.resolve("one"), "--store-url", url);
                    ParleyProcess two = ParleyProcess.start(homes.resolve("two"), "--store-url", url);
                    Person admin = Person.signUp(one.address(), "admin");
                    Person bob = Person.signUp(two.address(), "bob")) {
                String report = "{\"page\":\"http://chat/\",\"browser\":\"a browser\",\"findings\":[]}";
                assertEquals(204, bob.exchange(Request.post(REPORTS, report)).status());
                Deadline.usual()
                        .await(
                                "the report, at the other node",
                                () -> seen(admin).size() == 1);
                assertEquals(bob.id(), seen(admin).get(0).path("user").asString());
                assertEquals(seen(admin), seen(admin.at(two.address())));
            }
        }
    }

    private static JsonNode seen(Person admin) {
        return admin.exchange(Request.get(REPORTS)).expect(200).path("reports");
    }
}
