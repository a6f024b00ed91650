package org.convene.sandbox.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The faults to play, in order; a line that is used up goes away. For a request the first line that hits counts; a
 * webhook goes through all lines, for it may be doubled and then delayed.
 */
public final class FaultScript {

    private record Line(Fault fault, Pattern path, Random random) {

        boolean lucky() {
            return fault.probability() == null || random.nextDouble() < fault.probability();
        }
    }

    private final Random random = new Random();
    private final List<Line> lines = new ArrayList<>();

    public synchronized void replace(List<Fault> faults) {
        lines.clear();
        faults.forEach(fault ->
                lines.add(new Line(fault, fault.pattern(), fault.seed() == null ? random : new Random(fault.seed()))));
    }

    /** What is left to play. */
    public synchronized List<Fault> remaining() {
        return lines.stream().map(Line::fault).toList();
    }

    /** The fault that hits this request, taken off the script; null when none does. */
    public synchronized Fault next(String method, String path) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Fault fault = line.fault();
            if (fault.hits(method) && line.path().matcher(path).find() && line.lucky()) {
                use(i);
                return fault;
            }
        }
        return null;
    }

    /** The sendings that become of one webhook; each takes its chance anew at every line. */
    public synchronized List<Posting> postings(String eventName) {
        List<Posting> postings = List.of(Posting.PLAIN);
        for (Line line : List.copyOf(lines)) {
            if (line.fault().hitsWebhook(eventName)) {
                postings = through(line, postings);
            }
        }
        return postings;
    }

    private List<Posting> through(Line line, List<Posting> postings) {
        List<Posting> after = new ArrayList<>();
        int at = lines.indexOf(line);
        int left = line.fault().times();
        for (Posting posting : postings) {
            if (!posting.lost() && left != 0 && line.lucky()) {
                after.addAll(posting.hitBy(line.fault(), line.random()));
                left = left < 0 ? left : left - 1;
                use(at);
            } else {
                after.add(posting);
            }
        }
        return after;
    }

    private void use(int at) {
        Line line = lines.get(at);
        int times = line.fault().times();
        if (times == 1) {
            lines.remove(at);
        } else if (times > 1) {
            lines.set(at, new Line(line.fault().left(times - 1), line.path(), line.random()));
        }
    }
}
