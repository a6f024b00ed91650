package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convene.archive.transfer.Progress;
import org.convene.booking.Booking;
import org.convene.retention.RoomVerdict;

/**
 * What {@code archive.html} shows: what lessons should have left behind and is not there, and what is on its way.
 *
 * @param lessons   the longest over first
 * @param transfers those that run in this process
 * @param keptRooms when rooms of past lessons go, in words
 * @param rooms     of past lessons, the longest over first; not endlessly many
 */
@TemplateData
public record ArchivePage(List<Lesson> lessons, List<Transfer> transfers, String keptRooms, List<Room> rooms) {
    private static final double MIB = 1024.0 * 1024.0;

    @TemplateData
    public record Lesson(String title, String href, String id, String ended, String problem, List<String> missing) {}

    /** @param percent from 0 to 100; 0 while the size is not known */
    @TemplateData
    public record Transfer(String name, String done, long percent, String speed) {}

    @TemplateData
    public record Room(String title, String href, String ended, String action, String why) {}

    static ArchivePage of(
            List<Booking> archives,
            List<Progress> running,
            Optional<Duration> roomsAfter,
            List<RoomVerdict> rooms,
            PageTimes times) {
        return new ArchivePage(
                archives.stream().map(archive -> lesson(archive, times)).toList(),
                running.stream().map(ArchivePage::transfer).toList(),
                roomsAfter
                        .map(time -> "A room is deleted at the vendor "
                                + time.toString().substring(2).toLowerCase(Locale.ROOT)
                                + " after its lesson, when storage has everything.")
                        .orElse("Rooms of past lessons stay at the vendor: convene.retention.rooms-after is not set."),
                rooms.stream().map(room -> room(room, times)).toList());
    }

    private static Room room(RoomVerdict verdict, PageTimes times) {
        Booking lesson = verdict.lesson();
        return new Room(
                lesson.desired().path("title").asText(),
                Addresses.lesson(lesson.id()),
                times.moment(lesson.endsAt()),
                switch (verdict.fate()) {
                    case DELETE -> "goes";
                    case WAIT -> "not yet";
                    case HOLD -> "held back";
                },
                verdict.why());
    }

    private static Lesson lesson(Booking archive, PageTimes times) {
        List<String> missing = new ArrayList<>();
        for (JsonNode item : archive.seen().json().path("missing")) {
            missing.add(item.path("what").asText() + " " + item.path("id").asText() + ", since "
                    + times.moment(Instant.parse(item.path("since").asText())));
        }
        return new Lesson(
                archive.desired().path("title").asText(),
                Addresses.lesson(archive.id()),
                archive.id(),
                times.moment(archive.endsAt()),
                missing.isEmpty() || archive.state().equals(Booking.FAILED) ? archive.problem() : null,
                missing);
    }

    private static Transfer transfer(Progress progress) {
        String of = progress.total() == 0 ? "" : " of " + mebibytes(progress.total());
        long percent = progress.total() == 0 ? 0 : 100 * progress.done() / progress.total();
        return new Transfer(
                progress.name(),
                mebibytes(progress.done()) + of + " MiB",
                percent,
                mebibytes(progress.bytesPerSecond()) + " MiB/s");
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MIB);
    }
}
