package org.parley.cluster;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** What {@code nsc} makes: an operator, an account that it signed, and users that the account signed. */
final class NatsOperator {
    private static final String NO_LIMITS = "{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
            + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1}";

    private final SecureRandom random = new SecureRandom();
    private final NKey operator;
    private final NKey account;

    NatsOperator() throws IOException, GeneralSecurityException {
        operator = NKey.createOperator(random);
        account = NKey.createAccount(random);
    }

    /** Writes what a server has to know to believe it. */
    Path serve(Path file) throws IOException, GeneralSecurityException {
        String itself = signed(operator, operator, "{\"type\":\"operator\",\"version\":2}");
        String its = signed(operator, account, "{\"type\":\"account\",\"version\":2,\"limits\":" + NO_LIMITS + "}");
        return Files.writeString(
                file,
                "operator: " + itself + "\nresolver: MEMORY\nresolver_preload: { " + name(account) + ": " + its
                        + " }\n");
    }

    /** Writes the credentials of a new user of the account. */
    Path credentials(Path file) throws IOException, GeneralSecurityException {
        NKey user = NKey.createUser(random);
        String jwt = JwtUtils.issueUserJWT(account, name(account), name(user));
        return Files.writeString(
                file, String.format(JwtUtils.NATS_USER_JWT_FORMAT, jwt, String.valueOf(user.getSeed())));
    }

    private static String signed(NKey by, NKey about, String claims) throws IOException, GeneralSecurityException {
        JsonSerializable nats = () -> claims;
        return JwtUtils.issueJWT(by, name(about), "parley", null, JwtUtils.currentTimeSeconds(), name(by), nats);
    }

    private static String name(NKey key) throws IOException, GeneralSecurityException {
        return String.valueOf(key.getPublicKey());
    }
}
