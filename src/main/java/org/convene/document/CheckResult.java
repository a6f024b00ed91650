package org.convene.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What became of one document that was checked. */
public sealed interface CheckResult {

    /**
     * The document is in order.
     *
     * @param lesson the canonical form: fields in the order of the schema, defaults filled in, values as they were sent
     */
    record Accepted(ObjectNode lesson) implements CheckResult {}

    /**
     * The document must be corrected by whoever sent it.
     *
     * @param violations the first violations in the order of the document, at most {@link Violations#KEPT}
     * @param total how many violations there are in all
     */
    record Rejected(List<Violation> violations, int total) implements CheckResult {

        /** The answer for the sender. */
        public Problem problem() {
            return Problem.rejected(violations, total);
        }
    }
}
