package org.parley.app;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.apache.tomcat.util.net.jsse.PEMFile;

/** Whether a certificate and a key belong together: Tomcat would start with any two, and no handshake succeed. */
final class KeyPairCheck {
    private KeyPairCheck() {}

    /** Throws {@link StartException} if they don't, or can't be read. */
    static void check(String cert, String key) {
        String both = "cert " + cert + " and key " + key;
        try {
            PrivateKey secret = new PEMFile(key).getPrivateKey();
            if (secret == null) {
                throw new InvalidKeyException("there is no key in " + key);
            }
            PublicKey open = new PEMFile(cert).getCertificates().get(0).getPublicKey();
            if (!signs(secret, open)) {
                throw new StartException(both + " do not belong together");
            }
        } catch (IOException | GeneralSecurityException | IndexOutOfBoundsException e) {
            throw new StartException(both + " do not serve https: " + e.getMessage());
        }
    }

    private static boolean signs(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        String algorithm = secret.getAlgorithm();
        Signature signature =
                Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256with" + algorithm);
        byte[] text = {1, 2, 3};
        signature.initSign(secret);
        signature.update(text);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException e) { // of another algorithm
            return false;
        }
    }
}
