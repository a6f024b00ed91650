package org.convene.sandbox.moodle;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a site has rows of, under the names that the back office uses. */
enum Table {
    COURSES,
    USERS,
    GROUPS,
    /** {@code {userid, courseid, role, suspended}}: one row for each role of a user in a course. */
    ENROLMENTS,
    /** {@code {userid, groupid}}. */
    MEMBERS,
    EVENTS,
    /** Sessions of the attendance activity. */
    SESSIONS,
    /** {@code {sessionid, studentid, statusid}}: what the attendance activity was told. */
    MARKS,
    /** {@code {courseid, itemname, studentid, grade}}: what the gradebook was told. */
    GRADES;

    static Optional<Table> named(String name) {
        return Stream.of(values()).filter(table -> table.word().equals(name)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
