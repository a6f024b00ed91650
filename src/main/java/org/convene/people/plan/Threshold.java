package org.convene.people.plan;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.convene.ops.LossThreshold;
import org.convene.ops.Settings;

/** How many may leave by one reading before somebody is asked. A source that knows nobody any more is never believed. */
@Singleton
public class Threshold {
    private static final String NUMBER = "convene.people.leavers.most";
    private static final String SHARE = "convene.people.leavers.most-share";

    private final LossThreshold number;
    private final LossThreshold share;

    public Threshold(Settings settings) {
        this.number = LossThreshold.of(NUMBER, settings.text(NUMBER));
        this.share = LossThreshold.of(SHARE, settings.text(SHARE));
    }

    /** Why somebody has to look at it; empty when there is no reason. */
    Optional<String> objection(long heard, long known, long leavers) {
        if (heard == 0 && known > 0) {
            return Optional.of("the source told of nobody, but had " + known + " before");
        }
        if (number.isExceeded(leavers, known) || share.isExceeded(leavers, known)) {
            return Optional.of(
                    leavers + " of " + known + " would leave; " + number + " or " + share + " at once are believed");
        }
        return Optional.empty();
    }
}
