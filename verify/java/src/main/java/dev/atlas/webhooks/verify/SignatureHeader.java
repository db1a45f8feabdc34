package dev.atlas.webhooks.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of {@code t=<unix seconds>,v1=<hex>}: one time, one or more signatures; other schemes are passed over. */
final class SignatureHeader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");

    private final String time;
    private final List<String> signatures;

    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    private SignatureHeader(String time, List<String> signatures) {
        this.time = time;
        this.signatures = signatures;
    }

    static SignatureHeader read(@Nullable String header) throws VerificationException {
        if (header == null || BLANK.matcher(header).matches()) {
            throw new VerificationException(
                    VerificationException.Reason.NO_HEADER,
                    "the request has no " + Webhooks.SIGNATURE_HEADER + " header");
        }
        String time = null;
        List<String> signatures = new ArrayList<>();
        for (String item : header.split(",", -1)) {
            int equals = item.indexOf('=');
            if (equals < 0 || !NAME.matcher(item.substring(0, equals)).matches()) {
                throw malformed("an item is not of the form name=value");
            }
            String name = item.substring(0, equals);
            String value = item.substring(equals + 1);
            if (name.equals("v1")) {
                signatures.add(value);
            } else if (name.equals("t")) {
                if (time != null) {
                    throw malformed("t is there twice");
                }
                time = value;
            }
        }
        if (time == null || !TIME.matcher(time).matches()) {
            throw malformed("t is missing or not a Unix time in seconds");
        }
        if (signatures.isEmpty()) {
            throw malformed("v1 is missing");
        }
        return new SignatureHeader(time, signatures);
    }

    /** As it was written, for it is signed so. */
    String time() {
        return time;
    }

    long seconds() {
        return Long.parseLong(time);
    }

    List<String> signatures() {
        return signatures;
    }

    private static VerificationException malformed(String what) {
        return new VerificationException(
                VerificationException.Reason.MALFORMED_HEADER,
                Webhooks.SIGNATURE_HEADER + " is malformed: " + what
                        + "; expected t=<unix seconds>,v1=<hex>, without spaces");
    }
}
