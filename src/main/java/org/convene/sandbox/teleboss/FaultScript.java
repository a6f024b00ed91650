package org.convene.sandbox.teleboss;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** The faults to play, in order; the first line that hits a request counts, and a line that is used up goes away. */
final class FaultScript {

    private record Line(Fault fault, Pattern path) {}

    private final Random random = new Random();
    private final List<Line> lines = new ArrayList<>();

    synchronized void replace(List<Fault> faults) {
        lines.clear();
        faults.forEach(fault -> lines.add(new Line(fault, fault.pattern())));
    }

    /** What is left to play. */
    synchronized List<Fault> remaining() {
        return lines.stream().map(Line::fault).toList();
    }

    /** The fault that hits this request, taken off the script; null when none does. */
    synchronized Fault next(String method, String path) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Fault fault = line.fault();
            if (fault.hits(method) && line.path().matcher(path).find() && lucky(fault)) {
                if (fault.times() == 1) {
                    lines.remove(i);
                } else if (fault.times() > 1) {
                    lines.set(i, new Line(fault.left(fault.times() - 1), line.path()));
                }
                return fault;
            }
        }
        return null;
    }

    private boolean lucky(Fault fault) {
        return fault.probability() == null || random.nextDouble() < fault.probability();
    }
}
