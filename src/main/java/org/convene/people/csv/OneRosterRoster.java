package org.convene.people.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convene.people.Roster;
import org.convene.people.RosterListener;
import org.convene.people.csv.DropDirectory.Dropped;
import org.convene.people.csv.OneRosterArchive.Mode;
import org.convene.people.directory.KnownPeople;

/**
 * A zip of OneRoster as a roster. Users are people; organizations and classes are groups, to which enrollments and, since 1.2,
 * roles belong. Where users are told of as changes, what is not told of stays as it was told last.
 *
 * @param isWhole the manifest calls the table of users {@code bulk}
 * @param today   on which an enrollment is over or not
 */
record OneRosterRoster(
        Dropped file,
        boolean isWhole,
        boolean writable,
        OneRosterMappings mappings,
        KnownPeople people,
        LocalDate today)
        implements Roster {
    static final String SOURCE = "oneroster";

    /** @return a roster whose reading fails when the manifest already cannot be read */
    static Roster of(Dropped file, boolean writable, OneRosterMappings mappings, KnownPeople people, LocalDate today)
            throws IOException {
        boolean whole;
        try (OneRosterArchive archive = OneRosterArchive.open(file.path())) {
            whole = archive.mode("users") != Mode.DELTA;
        } catch (BrokenFile broken) {
            return new Unreadable(file.name(), broken.getMessage());
        }
        return new OneRosterRoster(file, whole, writable, mappings, people, today);
    }

    private record Unreadable(String origin, String reason) implements Roster {
        @Override
        public String source() {
            return SOURCE;
        }

        @Override
        public boolean isWhole() {
            return false;
        }

        @Override
        public void read(RosterListener listener) throws IOException {
            throw new BrokenFile(reason);
        }
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String origin() {
        return file.name();
    }

    @Override
    public void read(RosterListener listener) throws IOException {
        try (OneRosterArchive archive = OneRosterArchive.open(file.path());
                RejectedRows rejected = new RejectedRows(file.path(), writable)) {
            new Pass(archive, new Telling(listener, rejected, isWhole), listener).run();
        }
        file.requireUnchanged();
    }

    private interface RowReader {
        void read(CsvLine.Row row) throws IOException;
    }

    private final class Pass {
        private final OneRosterArchive archive;
        private final Telling telling;
        private final RosterListener listener;
        private final Memberships classes = new Memberships();
        private final Memberships orgs = new Memberships();
        private final Memberships roles = new Memberships();

        private Pass(OneRosterArchive archive, Telling telling, RosterListener listener) {
            this.archive = archive;
            this.telling = telling;
            this.listener = listener;
        }

        private void run() throws IOException {
            if (isWhole) {
                for (String table : List.of("enrollments", "roles")) {
                    if (archive.mode(table) == Mode.DELTA) {
                        throw new BrokenFile("its manifest has all users, but of " + table + " only changes");
                    }
                }
            }
            each("orgs", row -> group("org", row));
            each("classes", row -> group("class", row));
            each("enrollments", this::enrollment);
            each("roles", this::role);
            long users = each("users", this::user);
            if (isWhole && users == 0) {
                throw new BrokenFile("its table of users has nobody");
            }
            if (!isWhole) {
                tellOthers();
            }
        }

        /** How many rows it has. */
        private long each(String name, RowReader reader) throws IOException {
            Optional<CsvTable> found = archive.table(name);
            if (found.isEmpty()) {
                return 0;
            }
            long rows = 0;
            try (CsvTable table = found.get()) {
                boolean keyFirst = table.header().get(0).equals("sourcedid");
                Optional<CsvLine> line;
                while ((line = table.next()).isPresent()) {
                    rows++;
                    if (line.get() instanceof CsvLine.Row row) {
                        reader.read(row);
                    } else if (line.get() instanceof CsvLine.Ragged ragged && name.equals("users")) {
                        telling.reject(ragged, keyFirst ? ragged.cells().get(0) : null, ragged.reason());
                    } else if (line.get() instanceof CsvLine.Ragged ragged) {
                        // whose groups would be wrong cannot be told, so nobody's are changed
                        throw new BrokenFile(name + ".csv in it, line " + ragged.number() + ": " + ragged.reason());
                    }
                }
            }
            return rows;
        }

        private void group(String kind, CsvLine.Row row) throws IOException {
            ObjectNode group = mappings.group(kind, row);
            if (!isGone(row) && !group.path("key").asText("").isEmpty()) {
                listener.group(group);
            }
        }

        private void enrollment(CsvLine.Row row) {
            boolean ends = isGone(row) || isOver(row);
            classes.add(value(row, "usersourcedid"), value(row, "classsourcedid"), ends);
        }

        private void role(CsvLine.Row row) {
            boolean ends = isGone(row) || isOver(row);
            roles.add(value(row, "usersourcedid"), value(row, "role"), ends);
            orgs.add(value(row, "usersourcedid"), value(row, "orgsourcedid"), ends);
        }

        private void user(CsvLine.Row row) throws IOException {
            String key = value(row, "sourcedid");
            Optional<ObjectNode> before = isWhole ? Optional.empty() : said(key);
            JsonNode person;
            try {
                person = before.isPresent()
                        ? changed(row, key, before.get())
                        : mappings.person(row, roles.of(key), orgs.of(key), classes.of(key));
            } catch (IllegalArgumentException noAnswer) {
                telling.reject(row, key, noAnswer.getMessage());
                return;
            }
            telling.tell(row, person);
        }

        /** The tables beside users say only what came and ended; the rest stands as it was. */
        private JsonNode changed(CsvLine.Row row, String key, ObjectNode before) {
            JsonNode person = mappings.person(row, roles.of(key), orgs.of(key), classes.of(key));
            if (person.has("left")) {
                return person;
            }
            ObjectNode merged = person.deepCopy();
            Set<String> groups = new LinkedHashSet<>(classes.of(key, orgs.of(key, texts(before, "groups"))));
            groups.addAll(texts(person, "groups"));
            put(merged, "groups", groups);
            if (value(row, "role").isEmpty()) {
                put(merged, "roles", roles.of(key, texts(before, "roles")));
            }
            return merged;
        }

        /** Users of whom only something beside them changed. */
        private void tellOthers() throws IOException {
            Set<String> users = new LinkedHashSet<>(classes.users());
            users.addAll(orgs.users());
            for (String key : users) {
                Optional<ObjectNode> before = telling.hasTold(key) ? Optional.empty() : said(key);
                if (before.isPresent()) {
                    ObjectNode person = before.get();
                    put(person, "groups", classes.of(key, orgs.of(key, texts(person, "groups"))));
                    put(person, "roles", roles.of(key, texts(person, "roles")));
                    listener.person(person);
                }
            }
        }

        /** What the source told of somebody last, which a reading of changes leaves to be remembered. */
        private Optional<ObjectNode> said(String key) throws IOException {
            try {
                return people.said(SOURCE, key);
            } catch (SQLException failed) {
                throw new IOException("What is known cannot be read: " + failed.getMessage(), failed);
            }
        }

        private boolean isGone(CsvLine.Row row) {
            return value(row, "status").equalsIgnoreCase("tobedeleted");
        }

        /** Dates are ISO 8601 (OneRoster, data types). */
        private boolean isOver(CsvLine.Row row) {
            String end = value(row, "enddate");
            return end.length() >= 10 && end.substring(0, 10).compareTo(today.toString()) < 0;
        }
    }

    private static String value(CsvLine.Row row, String column) {
        return row.values().getOrDefault(column, "");
    }

    private static List<String> texts(JsonNode person, String field) {
        List<String> texts = new ArrayList<>();
        person.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void put(ObjectNode person, String field, Collection<String> texts) {
        person.remove(field);
        if (!texts.isEmpty()) {
            texts.forEach(person.putArray(field)::add);
        }
    }
}
