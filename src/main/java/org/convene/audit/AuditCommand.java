package org.convene.audit;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.audit.Verification.Verdict;
import org.convene.ops.PlainDatabase;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code java -jar quarkus-run.jar --verify-audit [NO:HASH]}: verifies the audit of the configured database without starting the
 * hub. Ends with 0 when all is as it was sealed, 1 when a row is not, 2 when nobody can tell.
 */
public final class AuditCommand {
    public static final String NAME = "--verify-audit";
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;

    private final PrintStream out;

    public AuditCommand(PrintStream out) {
        this.out = out;
    }

    public int run(List<String> arguments) {
        Optional<String> anchor =
                arguments.stream().filter(said -> !said.equals(NAME)).findFirst();
        if (anchor.isPresent() && !anchor.get().matches("[0-9]{1,18}:[0-9a-f]{64}")) {
            out.println(
                    "What was remembered of a row is written as its number and its hash: " + NAME + " 1042:8a2d...");
            return UNKNOWN;
        }
        try {
            DataSource database = PlainDatabase.of(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class));
            return tell(new Verification(database)
                    .verify(anchor.map(AuditCommand::head).orElse(null)));
        } catch (SQLException unreadable) {
            out.println("The audit cannot be read: " + unreadable.getMessage());
            out.println("An embedded database belongs to the hub that runs; ask that one: GET /audit/verification.");
            return UNKNOWN;
        }
    }

    private static Head head(String anchor) {
        String[] parts = anchor.split(":");
        return new Head(Long.parseLong(parts[0]), parts[1]);
    }

    private int tell(Verdict verdict) {
        if (!verdict.isValid()) {
            out.println("Row " + verdict.no() + " " + verdict.problem() + ".");
            out.println(verdict.checked() + " rows before it are as they were sealed.");
            return BROKEN;
        }
        out.println("All " + verdict.checked() + " sealed rows are as they were sealed; a person was taken out of "
                + verdict.erased() + " of them, and " + verdict.waiting() + " more wait to be sealed.");
        out.println("The last is " + verdict.head().no() + ":" + verdict.head().hash());
        return WHOLE;
    }
}
