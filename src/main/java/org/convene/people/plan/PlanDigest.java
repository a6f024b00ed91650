package org.convene.people.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.convene.document.Documents;
import org.convene.ops.Sha256;
import org.convene.people.directory.RecordChange;

/** What a plan is, in one number: other changes, or another order of them, have another. */
final class PlanDigest {
    private final MessageDigest digest = Sha256.begin();

    void add(RecordChange change) {
        text(change.what().word());
        text(change.key().toString());
        text(change.person());
        text(change.base());
        text(Documents.write(change.after()));
    }

    private void text(String text) {
        byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    String hex() {
        return Sha256.hex(digest.digest());
    }
}
