package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Whatever a calendar says, TrueConf Server is told something that its documents allow, and the moments are right. */
class MeetingToConferencePropertiesTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final long YEAR_2100 = 4_102_444_800L;
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final Expression MAPPING = mapping();

    private static Expression mapping() {
        Expression mapping = CAMEL.resolveLanguage("jq")
                .createExpression("resource:file:"
                        + Path.of("routes/vendors/trueconf/meeting.to-conference.jq")
                                .toAbsolutePath());
        mapping.init(CAMEL);
        return mapping;
    }

    private static JsonNode described(ObjectNode meeting) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.setVariable("marker", "abcdefghij");
        exchange.getMessage().setBody(meeting);
        return MAPPING.evaluate(exchange, JsonNode.class);
    }

    private static ObjectNode meeting(String title, OffsetDateTime starts, OffsetDateTime ends) {
        ObjectNode meeting = JSON.createObjectNode()
                .put("title", title)
                .put("startsAt", starts.toString())
                .put("endsAt", ends.toString())
                .put("owner", "anna");
        meeting.putObject("settings").put("type", "0");
        meeting.putArray("participants");
        return meeting;
    }

    @Property(tries = 300)
    void theMomentsAreThoseOfTheMeetingWhateverTheOffset(
            @ForAll @LongRange(max = YEAR_2100) long start,
            @ForAll @IntRange(min = 1, max = 86_400) int seconds,
            @ForAll @IntRange(min = -72, max = 72) int quartersOfOffset) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(quartersOfOffset * 900);
        OffsetDateTime starts = Instant.ofEpochSecond(start).atOffset(offset);
        OffsetDateTime ends = Instant.ofEpochSecond(start + seconds).atOffset(ZoneOffset.UTC);

        JsonNode schedule = described(meeting("Board", starts, ends)).path("schedule");

        assertEquals(1, schedule.path("type").asInt());
        assertEquals(start, schedule.path("start_time").asLong());
        assertEquals(Math.max(60, seconds), schedule.path("duration").asLong());
        assertEquals(quartersOfOffset * 15, schedule.path("time_offset").asInt());
    }

    @Property(tries = 300)
    void theTopicIsATextThatTheServerTakes(@ForAll String title) {
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        OffsetDateTime noon = OffsetDateTime.parse("2026-11-23T12:00Z");

        String topic =
                described(meeting(title, noon, noon.plusHours(1))).path("topic").asText();

        assertFalse(topic.isEmpty());
        assertTrue(topic.codePointCount(0, topic.length()) <= 240);
        assertTrue(topic.chars().noneMatch(c -> c < ' '), topic);
        assertTrue(utf8.canEncode(topic) || !utf8.canEncode(title), "no character is cut in two");
    }

    @Property(tries = 200)
    void everyUserIsInvitedOnceAndNobodyWhoIsNone(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 12) Integer> people) {
        OffsetDateTime noon = OffsetDateTime.parse("2026-11-23T12:00Z");
        ObjectNode meeting = meeting("Board", noon, noon.plusHours(1));
        meeting.withObject("/settings").put("maxParticipants", 3);
        Set<String> users = new HashSet<>();
        ArrayNode participants = meeting.withArray("participants");
        for (int person : people) {
            ObjectNode participant = participants.addObject().put("id", "p" + person);
            if (person > 4) {
                participant.put("login", "u" + person);
                users.add("u" + person);
            }
        }

        JsonNode conference = described(meeting);

        Set<String> invited = new HashSet<>();
        conference.path("invitations").forEach(one -> invited.add(one.path("id").asText()));
        assertEquals(users, invited);
        assertEquals(users.size(), conference.path("invitations").size());
        assertTrue(conference.path("max_participants").asInt() >= users.size());
    }
}
