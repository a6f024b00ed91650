package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the conference a caller sends (trueconf-server.md B1.1). What is left out takes the server's default, also in a
 * replacement; what only the server writes is passed over.
 */
final class ConferenceFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,128}");
    private static final int LONGEST_TOPIC = 240;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_PEOPLE = 1600;
    private static final int USUAL_PEOPLE = 25;
    private static final int USUAL_SPEAKERS = 6;
    private static final int SYMMETRIC = 0;
    private static final int ROLES = 3;
    private static final List<String> RIGHTS = List.of(
            "chat_send",
            "chat_rcv",
            "slide_show_send",
            "slide_show_rcv",
            "white_board_send",
            "white_board_rcv",
            "file_transfer_send",
            "file_transfer_rcv",
            "desktop_sharing",
            "recording",
            "audio_send",
            "audio_rcv",
            "video_send",
            "video_rcv");

    private final World world;
    private final People people;

    ConferenceFields(World world, People people) {
        this.world = world;
        this.people = people;
    }

    /** The id a caller chose, if any; refuses one that is no id or that another conference has. */
    Optional<String> id(Fields fields) {
        if (!fields.has("id")) {
            return Optional.empty();
        }
        String id = fields.raw("id").asText();
        if (!ID.matcher(id).matches()) {
            fields.invalid("id", "1 to 128 digits, Latin letters and _", null);
        } else if (world.conference(id).isPresent()) {
            fields.refuse(Trouble.taken("id"));
        }
        return Optional.of(id);
    }

    Details read(Fields fields) {
        String topic = fields.required("topic", LONGEST_TOPIC);
        String description = fields.optional("description", "", LONGEST_TEXT);
        int type = type(fields);
        return new Details(
                topic,
                description,
                owner(fields),
                type,
                Schedule.read(fields),
                invitations(fields),
                options(fields, type));
    }

    private static int type(Fields fields) {
        int type = (int) fields.requiredNumber("type", SYMMETRIC, ROLES);
        return type == 2 ? fields.invalid("type", "0, 1 or 3", type) : type;
    }

    private String owner(Fields fields) {
        String login = people.login(fields.required("owner", LONGEST_NAME));
        if (!login.isEmpty() && world.user(login).filter(User::active).isEmpty()) {
            fields.refuse(Trouble.at("owner", "userNotFound", "User '" + login + "' is not found."));
        }
        return login;
    }

    private List<Invitation> invitations(Fields fields) {
        Map<String, Invitation> byId = new LinkedHashMap<>();
        for (JsonNode each : fields.list("invitations")) {
            String id = people.login(each.path("id").asText());
            if (id.isBlank() || id.length() > LONGEST_NAME) {
                fields.invalid("invitations", "a list of objects with an id", null);
            } else {
                byId.put(id, new Invitation(id, each.path("display_name").textValue()));
            }
        }
        return sorted(byId.values());
    }

    /** Replies list the invited by id, in whatever order they came. */
    static List<Invitation> sorted(Collection<Invitation> invitations) {
        return invitations.stream().sorted(Comparator.comparing(Invitation::id)).toList();
    }

    private static Map<String, JsonNode> options(Fields fields, int type) {
        int people = (int) fields.number("max_participants", 2, MOST_PEOPLE, USUAL_PEOPLE);
        int speakers = (int) fields.number("max_podiums", 1, people, Math.min(people, USUAL_SPEAKERS));
        Map<String, JsonNode> options = new LinkedHashMap<>();
        options.put("max_podiums", JSON.numberNode(type == SYMMETRIC ? people : speakers));
        options.put("max_participants", JSON.numberNode(people));
        flag(options, fields, "allow_guests");
        number(options, fields, "auto_invite", 2);
        if (type == ROLES) {
            number(options, fields, "vad_selector", 1);
        }
        flag(options, fields, "multicast_enable");
        options.put("tags", tags(fields));
        number(options, fields, "recording", 1);
        options.put("rights", rights(fields));
        flag(options, fields, "allow_only_planned_participants");
        flag(options, fields, "pin_enabled");
        options.put(
                "pin", fields.has("pin") ? JSON.textNode(fields.optional("pin", "", LONGEST_NAME)) : JSON.nullNode());
        return options;
    }

    private static void flag(Map<String, JsonNode> options, Fields fields, String name) {
        options.put(name, JSON.booleanNode(fields.flag(name, false)));
    }

    private static void number(Map<String, JsonNode> options, Fields fields, String name, int most) {
        options.put(name, JSON.numberNode((int) fields.number(name, 0, most, 0)));
    }

    private static ArrayNode tags(Fields fields) {
        ArrayNode tags = JSON.arrayNode();
        for (JsonNode tag : fields.list("tags")) {
            if (!tag.isValueNode() || tag.asText().isBlank()) {
                fields.invalid("tags", "a list of texts", null);
            }
            tags.add(tag.asText());
        }
        return tags;
    }

    private static ObjectNode rights(Fields fields) {
        ObjectNode rights = JSON.objectNode();
        Fields given = fields.has("rights") ? fields.inside("rights") : null;
        for (String whose : List.of("guest", "user")) {
            ObjectNode all = rights.putObject(whose);
            Fields theirs = given != null && given.has(whose) ? given.inside(whose) : null;
            RIGHTS.forEach(right -> all.put(right, theirs == null || theirs.flag(right, true)));
        }
        return rights;
    }
}
