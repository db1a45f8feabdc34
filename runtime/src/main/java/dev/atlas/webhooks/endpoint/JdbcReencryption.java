package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Finds what is encrypted with the previous master key, in every table that holds something encrypted. */
public final class JdbcReencryption {
    private final SecretCipher cipher;

    public JdbcReencryption(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** One encrypted value; the key is that of its row. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long workspace, long id, long part, byte[] value) {
        EndpointId endpoint() {
            return new EndpointId(new WorkspaceId(workspace), id);
        }
    }

    /** Encrypts some of it afresh with the present key; 0 when there is none left. */
    public int renew(Handle tx, int limit) {
        int secrets = renew(
                tx,
                "SELECT workspace_id, endpoint_id, secret_id, secret FROM atlas_endpoint_secret WHERE SUBSTRING(secret, 1, ?) <> ?",
                "UPDATE atlas_endpoint_secret SET secret = ? WHERE workspace_id = ? AND endpoint_id = ? AND secret_id = ?",
                row -> "secret/" + row.endpoint(),
                limit);
        int headers = renew(
                tx,
                "SELECT workspace_id, endpoint_id, 0, headers FROM atlas_endpoint WHERE SUBSTRING(headers, 1, ?) <> ?",
                "UPDATE atlas_endpoint SET headers = ? WHERE workspace_id = ? AND endpoint_id = ? AND ? = 0",
                row -> "headers/" + row.endpoint(),
                limit);
        int factors = renew(
                tx,
                "SELECT 0, member_id, 0, totp_secret FROM atlas_member WHERE SUBSTRING(totp_secret, 1, ?) <> ?",
                "UPDATE atlas_member SET totp_secret = ? WHERE ? = 0 AND member_id = ? AND ? = 0",
                row -> "second factor/" + row.id(),
                limit);
        int certificates = renew(
                tx,
                "SELECT workspace_id, endpoint_id, 0, certificate FROM atlas_client_certificate WHERE SUBSTRING(certificate, 1, ?) <> ?",
                "UPDATE atlas_client_certificate SET certificate = ? WHERE workspace_id = ? AND endpoint_id = ? AND ? = 0",
                row -> "client certificate/" + row.endpoint(),
                limit);
        return secrets + headers + factors + certificates;
    }

    private int renew(Handle tx, String select, String update, Function<Row, String> context, int limit) {
        byte[] present = cipher.header();
        List<Row> rows = tx.select(select + " LIMIT ? FOR UPDATE", present.length, present, limit)
                .map((row, unused) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4)))
                .list();
        for (Row row : rows) {
            byte[] binding = context.apply(row).getBytes(StandardCharsets.UTF_8);
            byte[] fresh = cipher.encrypt(cipher.decrypt(row.value(), binding), binding);
            tx.execute(update, fresh, row.workspace(), row.id(), row.part());
        }
        return rows.size();
    }
}
