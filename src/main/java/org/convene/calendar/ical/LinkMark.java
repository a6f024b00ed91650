package org.convene.calendar.ical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a join link into the events of a calendar object, and takes it out again.
 *
 * <p>Every VEVENT gets a CONFERENCE (RFC 7986 §5.11), a URL unless it has one of its own, and one line at the end of its DESCRIPTION.
 * All else stays as it was, byte for byte: line breaks, folding, order, what sub components such as VALARM say. What has been
 * written is known by the parameter {@code X-CONVENE} and by the form of the line, wherever a server or a client has moved or folded
 * it since.
 *
 * <p>DTSTAMP, LAST-MODIFIED and SEQUENCE stay too. RFC 5546 §2.1.4 asks for a higher SEQUENCE when the organizer makes a significant change
 * (time, place of recurrence, cancellation) that attendees must answer anew; a link is none, and a server that schedules by itself
 * (RFC 6638 §3.2.8) would mail everybody. Attendees and their answers are never touched.
 *
 * <p>Not marked is a DESCRIPTION that is not plain text (ENCODING of vCalendar 1.0) or ends inside an escape.
 */
public final class LinkMark {

    private static final String OURS = "X-CONVENE";
    private static final String LABEL = "Video meeting";
    private static final int FOLD = 75;

    /**
     * As text it reads: Video meeting: https://hub.example/join/… (Convene). Some clients write a colon as an escape, which RFC 5545
     * §3.3.11 does not know, or leave a blank at the end. Possessive and bounded, so that no text makes it go back.
     */
    private static final Pattern LINE = Pattern.compile("(?:^|\\\\[nN])" + LABEL
            + "\\\\?: ([^\\s\\\\]++(?:\\\\:[^\\s\\\\]++){0,3}) \\(Convene\\)[ \\t]*+(?=\\\\[nN]|$)");

    /** The end of a join link; the token is signed, so it is never short. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22,}");

    /** Begins only where a run of CR begins: else a long run, which anybody may send, would be read again from each of its places. */
    private static final Pattern FOLDS = Pattern.compile("(?<!\\r)\\r*+\\n[ \\t]");

    private LinkMark() {}

    /**
     * The same calendar object with the link in every event; a link written before is replaced.
     *
     * @param text the object as the server has it
     * @param link an absolute URI
     * @throws IllegalArgumentException if the link has characters that no URI has
     */
    public static String marked(String text, String link) {
        if (!link.matches("[\\x21-\\x7E&&[^\"<>\\\\^`{|},;]]+")) {
            throw new IllegalArgumentException("The link is no URI that a calendar can hold");
        }
        String plain = unmarked(text);
        Edits edits = new Edits(plain);
        events(plain).forEach(event -> mark(plain, event, link, edits));
        return edits.done();
    }

    /** The same calendar object without the links {@link #marked} has written; other texts come back as they are. */
    public static String unmarked(String text) {
        String unfolded = FOLDS.matcher(text).replaceAll("");
        if (!unfolded.contains(OURS) && !unfolded.contains("(Convene)") && !unfolded.contains("/join/")) {
            return text;
        }
        Edits edits = new Edits(text);
        events(text).forEach(event -> unmark(text, event, edits));
        return edits.done();
    }

    /**
     * Whether every event shows this link in one of the places at least, and no other one of ours. So a server that drops what it does
     * not know, or a person who deletes the line, is not written to again and again.
     */
    public static boolean isMarked(String text, String link) {
        List<Component> events = events(text);
        return !events.isEmpty()
                && events.stream().allMatch(event -> links(event).equals(Set.of(link)));
    }

    private static Set<String> links(Component event) {
        Set<String> links = new HashSet<>();
        event.lines("DESCRIPTION").forEach(line -> marks(line).forEach(mark -> links.add(shown(mark))));
        linked(event, links).forEach(line -> links.add(line.value().strip()));
        return links;
    }

    /**
     * The URL and the CONFERENCE that are ours. A server that drops parameters it does not know leaves the link: then label and form
     * tell a CONFERENCE, and the same link in the description or there tells the URL. Where a parameter is left, the same link without
     * one was put there by a person.
     *
     * @param shown the links that the description shows
     */
    private static List<ContentLine> linked(Component event, Set<String> shown) {
        List<ContentLine> linked = event.lines().stream()
                .filter(line -> line.name().equals("URL") || line.name().equals("CONFERENCE"))
                .toList();
        List<ContentLine> kept = linked.stream()
                .filter(line -> line.parameters().containsKey(OURS))
                .toList();
        if (!kept.isEmpty()) {
            return kept;
        }
        Set<String> links = new HashSet<>(shown);
        linked.stream()
                .filter(LinkMark::looksOurs)
                .forEach(line -> links.add(line.value().strip()));
        return linked.stream()
                .filter(line -> links.contains(line.value().strip()))
                .toList();
    }

    private static boolean looksOurs(ContentLine line) {
        String link = line.value().strip();
        int join = link.lastIndexOf("/join/");
        return line.name().equals("CONFERENCE")
                && line.parameter("LABEL").equals(LABEL)
                && join > 0
                && TOKEN.matcher(link.substring(join + "/join/".length())).matches();
    }

    private static String shown(MatchResult mark) {
        return mark.group(1).replace("\\:", ":");
    }

    /** The lines of a description that are ours. */
    private static List<MatchResult> marks(ContentLine description) {
        return LINE.matcher(description.value())
                .results()
                .filter(mark -> !startsInsideEscape(description.value(), mark.start()))
                .toList();
    }

    private static List<Component> events(String text) {
        List<Component> events = new ArrayList<>();
        for (Component calendar : Component.read(text)) {
            if (calendar.name().equals("VCALENDAR")) {
                calendar.components("VEVENT").stream()
                        .filter(Component::complete)
                        .forEach(events::add);
            }
        }
        return events;
    }

    private static void mark(String text, Component event, String link, Edits edits) {
        int breakAt = ContentLines.lineBreak(text, event.start(), ContentLines.endOfPhysical(text, event.start()));
        String lineBreak = text.substring(breakAt, ContentLines.endOfPhysical(text, event.start()));
        int place = event.components().isEmpty()
                ? event.endLine()
                : event.components().get(0).start();
        Optional<ContentLine> description = event.line("DESCRIPTION");
        StringBuilder lines = new StringBuilder();
        String words = TextValue.written(LABEL + ": " + link + " (Convene)");
        if (description.isEmpty()) {
            lines.append(folded("DESCRIPTION;" + OURS + "=1:" + words, 0, lineBreak))
                    .append(lineBreak);
        } else if (plainText(description.get())) {
            ContentLine line = description.get();
            int end = ContentLines.lineBreak(text, line.start(), line.end());
            // A line break of its own before it, so that the user's own folding stays.
            edits.insert(end, lineBreak + " " + folded((line.value().isEmpty() ? "" : "\\n") + words, 1, lineBreak));
        }
        if (event.line("URL").isEmpty()) {
            lines.append(folded("URL;" + OURS + "=1:" + link, 0, lineBreak)).append(lineBreak);
        }
        String conference = "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=" + LABEL + ";" + OURS + "=1:" + link;
        lines.append(folded(conference, 0, lineBreak)).append(lineBreak);
        edits.insert(place, lines.toString());
    }

    private static boolean plainText(ContentLine description) {
        String value = description.value();
        int slashes = 0;
        while (slashes < value.length() && value.charAt(value.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 0 && !description.parameters().containsKey("ENCODING");
    }

    private static void unmark(String text, Component event, Edits edits) {
        Set<String> links = new HashSet<>();
        for (ContentLine line : event.lines("DESCRIPTION").toList()) {
            unmarkDescription(text, line, edits, links);
        }
        linked(event, links).forEach(line -> edits.remove(line.start(), line.end()));
    }

    private static void unmarkDescription(String text, ContentLine line, Edits edits, Set<String> links) {
        List<int[]> parts = new ArrayList<>();
        int left = line.value().length();
        for (MatchResult ours : marks(line)) {
            links.add(shown(ours));
            // At the beginning the line break behind goes with it, else the one before.
            boolean first = ours.start() == 0 && !line.value().startsWith("\\");
            int end = first && ours.end() < line.value().length() ? ours.end() + 2 : ours.end();
            parts.add(new int[] {ours.start(), end});
            left -= end - ours.start();
        }
        boolean made = line.parameters().containsKey(OURS);
        if (made && left <= 0) {
            edits.remove(line.start(), line.end());
            return;
        }
        Places places = new Places(text, line);
        for (int[] part : parts) {
            edits.remove(places.before(part[0]), places.behind(part[1]));
        }
        if (made) {
            places.parameter().ifPresent(range -> edits.remove(range[0], range[1]));
        }
    }

    /** Whether the backslash there is itself escaped, so that no new line begins. */
    private static boolean startsInsideEscape(String value, int at) {
        int slashes = 0;
        while (at - slashes > 0 && value.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    /**
     * Folds at 75 octets (RFC 5545 §3.1), never inside a character.
     *
     * @param used how many octets of the first line are taken already
     */
    static String folded(String line, int used, String lineBreak) {
        StringBuilder folded = new StringBuilder();
        int octets = used;
        for (int at = 0; at < line.length(); ) {
            int character = line.codePointAt(at);
            int size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (octets + size > FOLD) {
                folded.append(lineBreak).append(' ');
                octets = 1;
            }
            folded.appendCodePoint(character);
            octets += size;
            at += Character.charCount(character);
        }
        return folded.toString();
    }

    /** Where the characters of an unfolded line stand in the text. */
    private static final class Places {

        private final String text;
        private final int start;
        private final List<Integer> at = new ArrayList<>();
        private final int value;
        private final StringBuilder unfolded = new StringBuilder();

        Places(String text, ContentLine line) {
            this.text = text;
            this.start = line.start();
            int physical = line.start();
            while (physical < line.end()) {
                int next = ContentLines.endOfPhysical(text, physical);
                int end = ContentLines.lineBreak(text, physical, next);
                for (int i = physical == start ? physical : physical + 1; i < end; i++) {
                    at.add(i);
                    unfolded.append(text.charAt(i));
                }
                physical = next;
            }
            this.value = at.size() - line.value().length();
        }

        /** Where the part of the value begins; a fold just before it belongs to it, for that was made with it. */
        int before(int index) {
            int first = at.get(index + value);
            int previous = index + value == 0 ? start : at.get(index + value - 1) + 1;
            return previous == first ? first : ContentLines.lineBreak(text, previous, first - 1);
        }

        int behind(int index) {
            return at.get(index + value - 1) + 1;
        }

        /** Where our parameter stands, with the semicolon before it. */
        Optional<int[]> parameter() {
            Matcher parameter = Pattern.compile(";" + OURS + "=[^;:]*")
                    .matcher(unfolded.substring(0, value).toUpperCase(Locale.ROOT));
            return parameter.find()
                    ? Optional.of(new int[] {at.get(parameter.start()), at.get(parameter.end() - 1) + 1})
                    : Optional.empty();
        }
    }

    /** Changes to a text, gathered first and made in one go. */
    private static final class Edits {

        private final String text;
        private final List<Edit> edits = new ArrayList<>();

        Edits(String text) {
            this.text = text;
        }

        void insert(int at, String words) {
            edits.add(new Edit(at, at, words));
        }

        void remove(int from, int to) {
            edits.add(new Edit(from, to, ""));
        }

        String done() {
            edits.sort(Comparator.comparingInt(Edit::from));
            StringBuilder done = new StringBuilder(text.length() + 512);
            int at = 0;
            for (Edit edit : edits) {
                done.append(text, at, Math.max(at, edit.from)).append(edit.words);
                at = Math.max(at, edit.to);
            }
            return done.append(text, at, text.length()).toString();
        }

        private record Edit(int from, int to, String words) {}
    }
}
