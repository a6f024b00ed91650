package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The functions of core that a hub needs, with their oddities: names are escaped for HTML, events of groups are told only to
 * those who name the group, people without the right to see others' enrolment are not played.
 */
final class WebServices {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Site site;

    WebServices(Site site) {
        this.site = site;
    }

    void offer(RestServer server) {
        server.function("core_webservice_get_site_info", parameters -> siteInfo(server.names()));
        server.function("core_course_get_courses", this::courses);
        server.function("core_enrol_get_enrolled_users", this::enrolledUsers);
        server.function("core_calendar_get_calendar_events", this::calendarEvents);
    }

    private JsonNode siteInfo(Collection<String> functions) {
        ObjectNode info = JSON.objectNode()
                .put("sitename", "Sandbox School")
                .put("username", "convene")
                .put("fullname", "Convene Hub")
                .put("userid", 2)
                .put("release", "4.5 (sandbox)")
                .put("version", "2024100700");
        ArrayNode listed = info.putArray("functions");
        functions.forEach(name -> listed.addObject().put("name", name).put("version", "2024100700"));
        return info;
    }

    /** All of them, the site itself among them, as number 1. */
    private JsonNode courses(ObjectNode parameters) {
        List<Long> ids = Parameters.numbers(parameters, "options", "ids");
        ArrayNode courses = JSON.arrayNode();
        if (ids.isEmpty()) {
            courses.addObject()
                    .put("id", 1)
                    .put("shortname", "sandbox")
                    .put("fullname", "Sandbox School")
                    .put("categoryid", 0)
                    .put("visible", 1);
        }
        for (ObjectNode course : site.all(
                Table.COURSES,
                row -> ids.isEmpty() || ids.contains(row.path("id").asLong()))) {
            courses.add(escaped(course, "fullname", "displayname", "shortname"));
        }
        return courses;
    }

    private JsonNode enrolledUsers(ObjectNode parameters) {
        long course = Parameters.number(parameters, "courseid");
        if (site.row(Table.COURSES, course).isEmpty()) {
            throw Refusal.noRecord(Table.COURSES);
        }
        Map<String, Long> options = new HashMap<>();
        parameters
                .path("options")
                .forEach(option -> options.put(
                        option.path("name").asText(), option.path("value").asLong()));
        Map<Long, ObjectNode> users = new TreeMap<>();
        for (ObjectNode enrolment : site.of(Table.ENROLMENTS, "courseid", course)) {
            boolean active = !enrolment.path("suspended").asBoolean();
            if (active || options.getOrDefault("onlyactive", 0L) == 0) {
                enrolled(users, enrolment, course);
            }
        }
        ArrayNode answer = JSON.arrayNode();
        long most = options.getOrDefault("limitnumber", 0L);
        users.values().stream()
                .skip(options.getOrDefault("limitfrom", 0L))
                .limit(most == 0 ? Long.MAX_VALUE : most)
                .forEach(answer::add);
        return answer;
    }

    /** Deleted people are enrolled nowhere; suspended ones stay. */
    private void enrolled(Map<Long, ObjectNode> users, ObjectNode enrolment, long course) {
        long id = enrolment.path("userid").asLong();
        site.row(Table.USERS, id)
                .filter(user -> !user.path("deleted").asBoolean())
                .ifPresent(user -> {
                    ObjectNode told = users.computeIfAbsent(id, key -> described(user, course));
                    told.withArray("/roles")
                            .addObject()
                            .put("roleid", enrolment.path("role").asText().hashCode() & 0xff)
                            .put("name", "")
                            .put("shortname", enrolment.path("role").asText())
                            .put("sortorder", 0);
                });
    }

    private ObjectNode described(ObjectNode user, long course) {
        ObjectNode told = escaped(user, "fullname");
        told.remove("deleted");
        ArrayNode groups = told.putArray("groups");
        told.putArray("roles");
        for (ObjectNode member :
                site.of(Table.MEMBERS, "userid", user.path("id").asLong())) {
            site.row(Table.GROUPS, member.path("groupid").asLong())
                    .filter(group -> group.path("courseid").asLong() == course)
                    .ifPresent(group -> groups.add(escaped(group, "name")
                            .put("description", "")
                            .put("descriptionformat", 1)
                            .without("courseid")));
        }
        return told;
    }

    private JsonNode calendarEvents(ObjectNode parameters) {
        JsonNode options = parameters.path("options");
        long from = options.path("timestart").asLong(0);
        long to = options.path("timeend").asLong(0) == 0
                ? Long.MAX_VALUE
                : options.path("timeend").asLong();
        List<Long> groups = Parameters.numbers(parameters, "events", "groupids");
        Set<ObjectNode> told = new LinkedHashSet<>();
        for (long course : Parameters.numbers(parameters, "events", "courseids")) {
            site.of(Table.EVENTS, "courseid", course).stream()
                    .filter(event -> isBetween(event, from, to))
                    .filter(event -> isOf(groups, event))
                    .forEach(told::add);
        }
        for (long id : Parameters.numbers(parameters, "events", "eventids")) {
            site.row(Table.EVENTS, id).ifPresent(told::add);
        }
        ObjectNode answer = JSON.objectNode();
        ArrayNode events = answer.putArray("events");
        told.forEach(event -> events.add(described(event)));
        answer.putArray("warnings");
        return answer;
    }

    private static boolean isBetween(ObjectNode event, long from, long to) {
        long start = event.path("timestart").asLong();
        return start <= to && start + event.path("timeduration").asLong() >= from;
    }

    private static boolean isOf(List<Long> groups, ObjectNode event) {
        long group = event.path("groupid").asLong(0);
        return group == 0 || groups.contains(group);
    }

    private static ObjectNode described(ObjectNode event) {
        ObjectNode told = JSON.objectNode()
                .put("description", "")
                .put("format", 1)
                .put("courseid", 0)
                .put("categoryid", 0)
                .put("groupid", 0)
                .put("userid", 2)
                .put("repeatid", 0)
                .put("modulename", (String) null)
                .put("instance", 0)
                .put("eventtype", "course")
                .put("timeduration", 0)
                .put("visible", 1)
                .put("sequence", 1)
                .put("timemodified", 0)
                .put("subscriptionid", (Long) null);
        told.setAll(escaped(event, "name"));
        return told;
    }

    /** As Moodle's format_string has it: ready for a page. */
    private static ObjectNode escaped(ObjectNode row, String... fields) {
        ObjectNode copy = row.deepCopy();
        for (String field : fields) {
            if (copy.has(field)) {
                copy.put(field, copy.get(field).asText().replace("&", "&amp;").replace("<", "&lt;"));
            }
        }
        return copy;
    }
}
