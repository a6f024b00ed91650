package org.convene.people.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip of OneRoster's CSV tables (1EdTech OneRoster 1.1 and 1.2, CSV binding). Tables are found by the last part of their
 * name; nothing is unpacked. Sizes are bounded, and each table is compared with the checksum that the zip has of it.
 */
final class OneRosterArchive implements Closeable {
    static final long LARGEST = 512L << 20;
    private static final int MOST_ENTRIES = 100;

    /** What the manifest says of a table. */
    enum Mode {
        BULK,
        DELTA,
        ABSENT
    }

    private final ZipFile zip;
    private final long largest;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Map<String, Mode> modes = new HashMap<>();

    /** @throws BrokenFile it is no complete zip, too large, or has no manifest that can be read */
    static OneRosterArchive open(Path file) throws IOException {
        return open(file, LARGEST);
    }

    /** @param largest how many bytes a table may have */
    static OneRosterArchive open(Path file, long largest) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException broken) {
            throw new BrokenFile("it is no complete zip: " + broken.getMessage());
        }
        try {
            return new OneRosterArchive(zip, largest);
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    private OneRosterArchive(ZipFile zip, long largest) throws IOException {
        this.zip = zip;
        this.largest = largest;
        if (zip.size() > MOST_ENTRIES) {
            throw new BrokenFile("it has " + zip.size() + " entries; OneRoster knows no more than " + MOST_ENTRIES);
        }
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            String name = entry.getName().replaceFirst("^.*[/\\\\]", "").toLowerCase(Locale.ROOT);
            boolean hidden = entry.getName().startsWith("__MACOSX");
            if (!entry.isDirectory() && !hidden && entries.put(name, entry) != null) {
                throw new BrokenFile("it has more than one " + name);
            }
        }
        readManifest();
    }

    private void readManifest() throws IOException {
        if (!entries.containsKey("manifest.csv")) {
            throw new BrokenFile("it has no manifest.csv");
        }
        try (CsvTable manifest = CsvTable.open(text("manifest.csv"))) {
            Optional<CsvLine> line;
            while ((line = manifest.next()).isPresent()) {
                Map<String, String> values = line.get() instanceof CsvLine.Row row ? row.values() : Map.of();
                String property = values.getOrDefault("propertyname", "").toLowerCase(Locale.ROOT);
                if (property.startsWith("file.")) {
                    modes.put(property.substring("file.".length()), mode(property, values.get("value")));
                }
            }
        }
    }

    private static Mode mode(String property, String value) throws BrokenFile {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "bulk" -> Mode.BULK;
            case "delta" -> Mode.DELTA;
            case "absent", "", "null" -> Mode.ABSENT;
            default -> throw new BrokenFile("its manifest says " + property + " is '" + value + "'");
        };
    }

    /** @param table such as {@code users} */
    Mode mode(String table) {
        return modes.getOrDefault(table.toLowerCase(Locale.ROOT), Mode.ABSENT);
    }

    /**
     * Opens a table, unless the manifest says that there is none.
     *
     * @throws BrokenFile it is not there though the manifest says so
     */
    Optional<CsvTable> table(String table) throws IOException {
        if (mode(table) == Mode.ABSENT) {
            return Optional.empty();
        }
        String file = table.toLowerCase(Locale.ROOT) + ".csv";
        if (!entries.containsKey(file)) {
            throw new BrokenFile("its manifest promises " + file + ", which is missing");
        }
        return Optional.of(CsvTable.open(text(file)));
    }

    private TextFile text(String file) throws IOException {
        ZipEntry entry = entries.get(file);
        return TextFile.of(() -> content(entry));
    }

    private InputStream content(ZipEntry entry) throws IOException {
        return new CheckedEntry(zip.getInputStream(entry), entry, largest);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
