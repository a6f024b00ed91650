package org.convene.lesson.record;

import java.sql.SQLException;
import org.convene.document.Problem;

/** What no database will take, however often it is tried: a data exception (SQLSTATE class 22). */
final class Unstorable {
    static final Problem PROBLEM = Problem.of(
            422,
            "The database cannot store this lesson: a text in it is too long, or has a character that it refuses.");

    private Unstorable() {}

    static boolean is(SQLException failed) {
        for (SQLException one = failed; one != null; one = one.getNextException()) {
            if (String.valueOf(one.getSQLState()).startsWith("22")) {
                return true;
            }
        }
        return false;
    }
}
