package dev.atlas.webhooks.admin;

import org.jspecify.annotations.Nullable;

/**
 * A client certificate as somebody sent it: either the first two, or the others.
 *
 * @param certificate PEM of the certificate and those of its issuers
 * @param privateKey PEM of the key as PKCS #8 has it
 * @param pkcs12 a file in the form of PKCS #12, in base64
 * @param password of that file; null for none
 */
public record ClientCertificateInput(
        @Nullable String certificate, @Nullable String privateKey, @Nullable String pkcs12, @Nullable String password) {
    @Override
    public String toString() {
        return "ClientCertificateInput[***]";
    }
}
