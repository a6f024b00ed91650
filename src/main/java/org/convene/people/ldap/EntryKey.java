package org.convene.people.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/** The key of an entry that stays when its name changes: entryUUID (RFC 4530), objectGUID (MS-DTYP 2.3.4.2) or nsUniqueId. */
final class EntryKey {
    static final String[] ATTRIBUTES = {"objectGUID", "entryUUID", "nsUniqueId"};
    private static final int GUID_BYTES = 16;

    private EntryKey() {}

    static Optional<String> of(Entry entry) {
        return Optional.ofNullable(entry.getAttribute("objectGUID"))
                .flatMap(EntryKey::guid)
                .or(() -> Optional.ofNullable(entry.getAttributeValue("entryUUID")))
                .or(() -> Optional.ofNullable(entry.getAttributeValue("nsUniqueId")))
                .map(key -> key.toLowerCase(java.util.Locale.ROOT));
    }

    /** Its first three parts are little-endian. */
    static Optional<String> guid(Attribute attribute) {
        byte[] bytes = attribute.getValueByteArray();
        if (bytes == null || bytes.length != GUID_BYTES) {
            return Optional.ofNullable(attribute.getValue()); // some servers imitate it as text
        }
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long most = (little.getInt() & 0xFFFFFFFFL) << 32
                | (little.getShort() & 0xFFFFL) << 16
                | little.getShort() & 0xFFFFL;
        long least = little.order(ByteOrder.BIG_ENDIAN).getLong();
        return Optional.of(new UUID(most, least).toString());
    }
}
