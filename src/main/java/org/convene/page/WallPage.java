package org.convene.page;

import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code terminals.html} shows: all terminals, what is in trouble first.
 *
 * @param many whether there are so many that each gets less room
 */
@TemplateData
public record WallPage(List<Row> rows, List<Count> counts, String words, String show, boolean many, String zone) {
    private static final int MANY = 100;
    private static final Comparator<TerminalTile> TROUBLE_FIRST =
            Comparator.comparingInt(TerminalTile::rank).thenComparing(TerminalTile::name);

    /** @param hidden what does not fit the filter; it is there all the same, since that may change */
    @TemplateData
    public record Row(TerminalTile tile, boolean hidden) {}

    @TemplateData
    public record Count(String group, String name, long number, String href, boolean chosen) {}

    /**
     * @param words part of the names to show, or empty
     * @param show  the group to show, or empty for all
     */
    static WallPage of(List<TerminalTile> tiles, String words, String show, PageTimes times) {
        return new WallPage(
                tiles.stream()
                        .sorted(TROUBLE_FIRST)
                        .map(tile -> new Row(tile, !fits(tile, words, show)))
                        .toList(),
                List.of(
                        count(tiles, "", "all", words, show),
                        count(tiles, TerminalTile.TROUBLE, "in trouble", words, show),
                        count(tiles, TerminalTile.CONFERENCE, "in conference", words, show),
                        count(tiles, TerminalTile.OTHER, "at rest", words, show)),
                words,
                show,
                tiles.size() > MANY,
                times.zone().getId());
    }

    private static boolean fits(TerminalTile tile, String words, String show) {
        return (show.isEmpty() || show.equals(tile.group()))
                && (tile.name() + " " + tile.headline())
                        .toLowerCase(Locale.ROOT)
                        .contains(words.toLowerCase(Locale.ROOT));
    }

    private static Count count(List<TerminalTile> tiles, String group, String name, String words, String show) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!group.isEmpty()) {
            query.put("show", group);
        }
        if (!words.isEmpty()) {
            query.put("q", words);
        }
        long number = tiles.stream()
                .filter(tile -> group.isEmpty() || group.equals(tile.group()))
                .count();
        return new Count(group, name, number, Addresses.query("/terminals", query), group.equals(show));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
