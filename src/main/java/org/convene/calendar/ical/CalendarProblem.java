package org.convene.calendar.ical;

/** A text is no calendar object that a meeting can be made of. The message says what is wrong and where, for a person. */
public final class CalendarProblem extends Exception {

    private final boolean noEvent;

    CalendarProblem(String message) {
        this(message, false);
    }

    private CalendarProblem(String message, boolean noEvent) {
        super(message);
        this.noEvent = noEvent;
    }

    static CalendarProblem nothingToMeet() {
        return new CalendarProblem("The calendar object holds no VEVENT", true);
    }

    /** Whether the text is in order but about something else, such as a task: a reason to pass over it, not to complain. */
    public boolean noEvent() {
        return noEvent;
    }
}
