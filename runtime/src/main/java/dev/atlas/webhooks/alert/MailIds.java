package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.config.Seal;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.MemberId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of mails, which stand in their Message-ID: what a mail is about and the {@link Seal} of that. So a mail that comes
 * back is known again, and nobody who has not got one of our mails can have us take it for returned. Thread-safe.
 */
public final class MailIds {
    private static final Pattern ID =
            Pattern.compile("\\b((?:alr|mem)_[0-9A-Z]{26})((?:_[0-9]{1,19})?)\\.([0-9a-f]{32})\\b");
    private static final int SEAL_BYTES = 16;

    private final Seal seal;

    public MailIds(MasterKeys keys) {
        this.seal = new Seal(keys, "atlas mail ids");
    }

    /** The id of an alert's mail, the same at each try. */
    public String of(AlertId alert) {
        return sealed(alert.toString());
    }

    /**
     * The id of a mail to a member.
     *
     * @param ticket what the mail is sent for, so that two mails have two ids
     */
    public String of(MemberId member, long ticket) {
        return sealed(member + "_" + ticket);
    }

    private String sealed(String subject) {
        return subject + "." + HexFormat.of().formatHex(seal.of(bytes(subject), SEAL_BYTES));
    }

    /** What the first id in a text is about that we made; empty when there is none. */
    Optional<MailSubject> find(String text) {
        Matcher id = ID.matcher(text);
        while (id.find()) {
            if (seal.fits(HexFormat.of().parseHex(id.group(3)), bytes(id.group(1) + id.group(2)))) {
                return Optional.of(subject(id.group(1)));
            }
        }
        return Optional.empty();
    }

    private static MailSubject subject(String shown) {
        return shown.startsWith("alr_")
                ? new MailSubject.OfAlert(AlertId.parse(shown))
                : new MailSubject.OfMember(MemberId.parse(shown));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
