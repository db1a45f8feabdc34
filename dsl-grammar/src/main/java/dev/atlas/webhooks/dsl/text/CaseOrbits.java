package dev.atlas.webhooks.dsl.text;

import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which characters RE2 takes for others when it ignores case: it is asked itself, about all that may be related. */
final class CaseOrbits {

    /** With more members a set beyond ASCII would take too long. */
    private static final int MOST = 256;

    /** What has a case, but is not what its own small or capital letter leads back to. */
    private static final String ODD =
            "\u00b5\u00df\u0130\u0131\u017f\u01c5\u01c8\u01cb\u01f2\u0345\u0398\u03b8\u0399\u03b9"
                    + "\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f4\u03f5\u1e9b\u1e9e\u1fbe\u2126\u212a\u212b";

    private CaseOrbits() {}

    /** A set, which is not negated, together with all that differs from a member only in case; empty when it is too large. */
    static Optional<CodePoints> of(CodePoints members) {
        if (members.isAscii()) {
            return Optional.of(members.ignoringCase());
        } else if (members.size() > MOST) {
            return Optional.empty();
        }
        CodePoints all = new CodePoints();
        for (int member : members.toArray()) {
            addOrbit(member, all);
        }
        return Optional.of(all);
    }

    private static void addOrbit(int member, CodePoints all) {
        all.add(member, member);
        Pattern itself = Pattern.compile("(?i)^\\x{" + Integer.toHexString(member) + "}$");
        IntStream.concat(
                        relatives(member),
                        ODD.codePoints().flatMap(odd -> IntStream.concat(IntStream.of(odd), relatives(odd))))
                .distinct()
                .filter(other -> itself.matches(Character.toString(other)))
                .forEach(other -> all.add(other, other));
    }

    private static IntStream relatives(int character) {
        int upper = Character.toUpperCase(character);
        int lower = Character.toLowerCase(character);
        return IntStream.of(
                upper,
                lower,
                Character.toTitleCase(character),
                Character.toLowerCase(upper),
                Character.toUpperCase(lower));
    }
}
