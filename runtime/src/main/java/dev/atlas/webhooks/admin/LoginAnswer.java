package dev.atlas.webhooks.admin;

import java.time.Duration;

/** What came of an attempt to log in. */
public sealed interface LoginAnswer {
    /** The member is in. */
    record Done(Login login) implements LoginAnswer {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.done(login);
        }
    }

    /** The password was right; whoever holds this token has to give the code of the second factor. */
    record CodeNeeded(String ticket) implements LoginAnswer {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.codeNeeded(ticket);
        }

        @Override
        public String toString() {
            return "CodeNeeded[***]";
        }
    }

    /** Something was wrong; what, is not told. */
    record Refused() implements LoginAnswer {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.refused();
        }
    }

    /** There were too many failures; the next try has to wait. */
    record Throttled(Duration pause) implements LoginAnswer {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.throttled(pause);
        }
    }

    <R> R when(Cases<R> cases);

    /** One answer for each case. */
    interface Cases<R> {
        R done(Login login);

        R codeNeeded(String ticket);

        R refused();

        R throttled(Duration pause);
    }
}
