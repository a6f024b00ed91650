package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.phone.call.Calls;
import org.convene.vendor.VendorFailure;

/** The page of the phone system: calls and voicemail from the ledger, contacts and conferences as they are just now. */
@Singleton
@Named("phonePages")
public class PhonePages {
    private static final Duration LATELY = Duration.ofDays(14);
    private static final int MOST = 200;
    private static final int LONGEST = 100;
    private static final String WORDS = "q";
    private static final String AWAY = "away";

    private final Ledger ledger;
    private final Calls calls;
    private final PageTimes times;
    private final Template phone;

    public PhonePages(Ledger ledger, Calls calls, PageTimes times, @Location("phone.html") Template phone) {
        this.ledger = ledger;
        this.calls = calls;
        this.times = times;
        this.phone = phone;
    }

    /** In: header {@code q}. Out: variable {@code q}, empty when nobody is looked for. */
    public void begin(Exchange exchange) {
        String words = exchange.getMessage().getHeader(WORDS, "", String.class).strip();
        exchange.setVariable(WORDS, words.substring(0, Math.min(LONGEST, words.length())));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }

    /** Not all can be shown: the phone system did not answer. */
    public void without(Exchange exchange) {
        VendorFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, VendorFailure.class);
        exchange.setVariable(AWAY, failure.getMessage());
    }

    /** In: variables {@code q}, {@code contacts}, {@code conferences}, {@code away}. Out: the page. */
    public void show(Exchange exchange) throws SQLException {
        Listing lately = new Listing(Booking.VOICEMAIL, null, times.now().minus(LATELY), null, null, null, MOST);
        List<Booking> voicemails = new ArrayList<>(ledger.list(lately));
        Collections.reverse(voicemails);
        Instant today = times.beginningOf(times.today());
        PhoneCalls ofToday = PhoneCalls.of(
                calls.list(new Calls.Listing(today, null, false, null, MOST)), calls.counts(today, null), times);
        String words = exchange.getVariable(WORDS, String.class);
        Pages.show(
                exchange,
                200,
                phone,
                PhonePage.of(
                        words,
                        words.isEmpty() ? null : exchange.getVariable("contacts", JsonNode.class),
                        ofToday,
                        voicemails,
                        exchange.getVariable("conferences", JsonNode.class),
                        exchange.getVariable(AWAY, String.class),
                        times));
    }
}
