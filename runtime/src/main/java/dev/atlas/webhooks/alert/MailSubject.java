package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.MemberId;

/** What one of our mails is about, as its Message-ID tells. */
public sealed interface MailSubject {

    /** It is this alert. */
    record OfAlert(AlertId alert) implements MailSubject {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.alert(this);
        }

        @Override
        public String toString() {
            return "alert " + alert;
        }
    }

    /** It has a link for a member: an invitation, or for another password. */
    record OfMember(MemberId member) implements MailSubject {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.member(this);
        }

        @Override
        public String toString() {
            return "member " + member;
        }
    }

    /** Hands this to its case. */
    <R> R when(Cases<R> cases);

    /** One answer per case. */
    interface Cases<R> {
        R alert(OfAlert alert);

        R member(OfMember member);
    }
}
