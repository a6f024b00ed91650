package org.convene.moodle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convene.ops.Commas;
import org.convene.ops.LossThreshold;
import org.convene.ops.Settings;

/** What {@code convene.moodle.*} says, apart from its address and token, which the door knows. */
@Singleton
public class MoodleSettings {
    private static final String ROLES = "convene.moodle.roles";
    private static final Set<String> KNOWN = Set.of("teacher", "assistant", "student", "parent");

    final Duration poll;
    final Duration rosters;
    final Duration horizon;
    final int coursesAtOnce;
    final int peopleAtOnce;
    final LossThreshold losses;
    final String lessonId;
    /** What the mappings are told: {@code {courses, events, modules, lessonId, roles}}. */
    final ObjectNode rules;

    public MoodleSettings(Settings settings) {
        this.poll = settings.duration("convene.moodle.poll");
        this.rosters = settings.duration("convene.moodle.rosters");
        this.horizon = settings.duration("convene.moodle.horizon");
        this.coursesAtOnce = settings.number("convene.moodle.courses-at-once", 1, 500);
        this.peopleAtOnce = settings.number("convene.moodle.people-at-once", 1, 5000);
        this.losses =
                LossThreshold.of("convene.moodle.delete-threshold", settings.text("convene.moodle.delete-threshold"));
        this.lessonId = settings.text("convene.moodle.lesson-id");
        this.rules = rules(settings);
    }

    private ObjectNode rules(Settings settings) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        list(all.putArray("courses"), settings.optionalText("convene.moodle.courses"));
        list(all.putArray("events"), settings.optionalText("convene.moodle.events"));
        list(all.putArray("modules"), settings.optionalText("convene.moodle.modules"));
        all.put("lessonId", lessonId);
        ObjectNode roles = all.putObject("roles");
        for (String pair : settings.text(ROLES).split(",")) {
            String[] names = pair.strip().split(":");
            if (names.length != 2 || !KNOWN.contains(names[1])) {
                throw Settings.wrong(
                        ROLES,
                        "has '" + pair + "', which is no role of Moodle and one of teacher, assistant, student, parent",
                        "editingteacher:teacher,student:student");
            }
            roles.put(names[0], names[1]);
        }
        return all;
    }

    private static void list(ArrayNode into, Optional<String> words) {
        Commas.between(words.orElse(null)).forEach(into::add);
    }

    /** Functions without which nothing can be read. */
    static final List<String> NEEDED = List.of(
            "core_webservice_get_site_info",
            "core_course_get_courses",
            "core_enrol_get_enrolled_users",
            "core_calendar_get_calendar_events");
}
