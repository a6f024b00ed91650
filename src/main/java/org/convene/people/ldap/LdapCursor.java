package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** From where on entries have changed. */
sealed interface LdapCursor {
    /** Finds what changed since. */
    Filter filter();

    /** The attribute that shows whether an entry is as it was seen. */
    String stamp();

    /** Active Directory counts changes; each domain controller has numbers of its own (MS-ADTS 3.1.1.1.9). */
    record Usn(String controller, long number) implements LdapCursor {
        @Override
        public Filter filter() {
            return Filter.createGreaterOrEqualFilter("uSNChanged", String.valueOf(number + 1));
        }

        @Override
        public String stamp() {
            return "uSNChanged";
        }
    }

    /** Others say when an entry changed (RFC 4512, 3.4.3), by their own clock and to the second. */
    record Time(Instant since) implements LdapCursor {
        @Override
        public Filter filter() {
            return Filter.createGreaterOrEqualFilter(
                    "modifyTimestamp", StaticUtils.encodeGeneralizedTime(Date.from(since)));
        }

        @Override
        public String stamp() {
            return "modifyTimestamp";
        }
    }

    /** Behind the latest change that a reading saw, by as much as it took and a bit more: others change while it goes on. */
    static Optional<LdapCursor> behind(Optional<Instant> latest, Duration took, Duration overlap) {
        return latest.map(at -> new Time(at.minus(took).minus(overlap)));
    }

    static Optional<Instant> time(String generalized) {
        try {
            return generalized == null
                    ? Optional.empty()
                    : Optional.of(StaticUtils.decodeGeneralizedTime(generalized).toInstant());
        } catch (ParseException noTime) {
            return Optional.empty();
        }
    }
}
