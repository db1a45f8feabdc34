package dev.atlas.webhooks.web.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * One file as it is answered. The arrays are never changed.
 *
 * @param type the {@code Content-Type}
 * @param etag a hash of the content; weak, since it stands for the plain and the compressed bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Asset(String type, String etag, byte[] plain, byte[] gzipped) {

    static Asset of(String type, byte[] plain) throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream(plain.length / 2);
        try (OutputStream out = new GZIPOutputStream(gzipped)) {
            out.write(plain);
        }
        return new Asset(type, etag(plain), plain, gzipped.toByteArray());
    }

    private static String etag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, 22)
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
