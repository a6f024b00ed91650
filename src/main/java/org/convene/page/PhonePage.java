package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.convene.booking.Booking;
import org.convene.phone.voicemail.VoicemailViews;

/**
 * What {@code phone.html} shows.
 *
 * @param words    what contacts are looked for by, or empty
 * @param contacts those found; {@code null} when none were asked for
 * @param away     why the phone system cannot be asked, or {@code null}
 */
@TemplateData
public record PhonePage(
        String words,
        List<Contact> contacts,
        PhoneCalls calls,
        List<Voicemail> voicemails,
        List<Conference> conferences,
        String away,
        String zone) {

    /** @param numbers such as {@code 3044} or {@code mobile +7 999 …} */
    @TemplateData
    public record Contact(String name, List<String> numbers, String mail) {}

    @TemplateData
    public record Voicemail(
            String id,
            String when,
            String caller,
            List<String> facts,
            String transcript,
            String audio,
            String state,
            String problem,
            boolean waits,
            String quarantineHref) {}

    @TemplateData
    public record Conference(String name, String when) {}

    static PhonePage of(
            String words,
            JsonNode contacts,
            PhoneCalls calls,
            List<Booking> voicemails,
            JsonNode conferences,
            String away,
            PageTimes times) {
        return new PhonePage(
                words,
                contacts == null
                        ? null
                        : stream(contacts).map(PhonePage::contact).toList(),
                calls,
                voicemails.stream().map(booking -> voicemail(booking, times)).toList(),
                conferences == null
                        ? List.of()
                        : stream(conferences).map(one -> conference(one, times)).toList(),
                away,
                times.zone().getId());
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items.stream();
    }

    private static Contact contact(JsonNode contact) {
        String name = (contact.path("firstName").asText() + " "
                        + contact.path("lastName").asText())
                .strip();
        List<String> numbers = new ArrayList<>();
        number(numbers, "", contact.path("ext"));
        number(numbers, "direct ", contact.path("did"));
        number(numbers, "mobile ", contact.path("cellPhone"));
        number(numbers, "home ", contact.path("homePhone"));
        return new Contact(
                name.isEmpty() ? contact.path("ext").asText() : name,
                numbers,
                contact.path("email").asText());
    }

    private static void number(List<String> numbers, String kind, JsonNode number) {
        if (!number.asText().isEmpty()) {
            numbers.add(kind + number.asText());
        }
    }

    private static Voicemail voicemail(Booking booking, PageTimes times) {
        JsonNode message = booking.desired();
        JsonNode seen = booking.seen().json();
        List<String> facts = new ArrayList<>();
        facts.add(length(message.path("duration").asLong()));
        if (!message.path("to").asText().isEmpty()) {
            facts.add("for " + message.path("to").asText());
        }
        if (message.path("heardBefore").asBoolean()) {
            facts.add("heard before");
        } else if (seen.has("mailed")) {
            facts.add("mailed "
                    + times.lately(Instant.parse(seen.path("mailed").path("at").asText())));
        }
        return new Voicemail(
                booking.id(),
                times.lately(booking.startsAt()),
                caller(message),
                facts,
                seen.path("transcript").path("text").asText(null),
                VoicemailViews.audioUrl(booking),
                booking.state(),
                booking.problem(),
                booking.state().equals(Booking.FAILED),
                Addresses.quarantineOf(booking.id()));
    }

    private static String caller(JsonNode message) {
        String name = message.path("fromName").asText();
        String number = message.path("from").asText();
        return name.isEmpty() || name.equals(number) ? number : name + ", " + number;
    }

    static String length(long seconds) {
        return seconds / 60 + ":" + String.format("%02d", seconds % 60);
    }

    /** Without its code: whoever may see this page may not therefore dial in. */
    private static Conference conference(JsonNode conference, PageTimes times) {
        Instant start = Instant.ofEpochSecond(
                Math.max(0, Math.min(conference.path("startDate").asLong(), Instant.MAX.getEpochSecond())));
        return new Conference(conference.path("name").asText(), start.getEpochSecond() == 0 ? "" : times.moment(start));
    }
}
