package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convene.archive.transfer.Progress;
import org.convene.booking.Booking;

/**
 * What {@code archive.html} shows: what lessons should have left behind and is not there, and what is on its way.
 *
 * @param lessons   the longest over first
 * @param transfers those that run in this process
 */
@TemplateData
public record ArchivePage(List<Lesson> lessons, List<Transfer> transfers) {
    private static final double MIB = 1024.0 * 1024.0;

    @TemplateData
    public record Lesson(String title, String href, String id, String ended, String problem, List<String> missing) {}

    /** @param percent from 0 to 100; 0 while the size is not known */
    @TemplateData
    public record Transfer(String name, String done, long percent, String speed) {}

    static ArchivePage of(List<Booking> archives, List<Progress> running, PageTimes times) {
        return new ArchivePage(
                archives.stream().map(archive -> lesson(archive, times)).toList(),
                running.stream().map(ArchivePage::transfer).toList());
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
