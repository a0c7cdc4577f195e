package org.parley.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 that signs itself, and its key: made by the JDK's keytool, kept as PEM files.
 *
 * @param store holds both, as PKCS #12; its password is {@link #PASSWORD}
 */
public record Pems(X509Certificate certificate, Path cert, Path key, Path store) {
    public static final String PASSWORD = "changeit";

    /** Makes new ones of this algorithm in a folder. */
    public static Pems make(Path folder, String algorithm)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "parley",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        X509Certificate certificate = (X509Certificate) keys.getCertificate("parley");
        return new Pems(
                certificate,
                write(folder.resolve(algorithm + "-cert.pem"), "CERTIFICATE", certificate.getEncoded()),
                write(
                        folder.resolve(algorithm + "-key.pem"),
                        "PRIVATE KEY",
                        keys.getKey("parley", PASSWORD.toCharArray()).getEncoded()),
                store);
    }

    private static Path write(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
