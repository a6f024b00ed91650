package org.convene.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Everybody at a company whose HR system drops a file with all of them now and then. */
final class Staff {
    private final Random random;
    private final Map<String, String> names = new TreeMap<>();
    private int hired;

    Staff(int count, Random random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            hire();
        }
    }

    private void hire() {
        hired++;
        names.put("E-" + hired, "Employee No" + hired);
    }

    /** Some have another name, some left, some are new. */
    void change(int some) {
        List<String> numbers = new ArrayList<>(names.keySet());
        for (int i = 0; i < some; i++) {
            String renamed = numbers.get(random.nextInt(numbers.size()));
            names.computeIfPresent(renamed, (number, name) -> name + "x");
            names.remove(numbers.get(random.nextInt(numbers.size())));
            hire();
        }
    }

    /** Employee number to name, of everybody who is there. */
    Map<String, String> names() {
        return Map.copyOf(names);
    }

    /** The file is whole as soon as it has its name. */
    void drop(Path directory, String file) {
        StringBuilder text = new StringBuilder("Employee ID,Name,E-mail\n");
        names.forEach((number, name) -> text.append(number)
                .append(',')
                .append(name)
                .append(',')
                .append(number.toLowerCase(Locale.ROOT))
                .append("@company.example\n"));
        try {
            Path hidden = Files.writeString(directory.resolve("." + file), text);
            Files.move(hidden, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
