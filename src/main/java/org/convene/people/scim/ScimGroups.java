package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** {@code /Groups}. Members are rows of their own: one who comes or goes costs the same in a group of ten thousand. */
final class ScimGroups extends StoredResources<Group> {
    static final String MEMBERS = "members";
    /** A page has fewer groups than asked for when they have more members together; the next page goes on. */
    private static final long MOST_MEMBERS_OF_A_PAGE = 50_000;

    ScimGroups(DataSource database, Clock clock) {
        super(Kind.GROUP, Group.class, database, clock);
    }

    @Override
    public Group createResource(Group group, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            Map<String, Object> columns = Columns.of(group);
            ResourceRows.twin(connection, columns).ifPresent(twin -> {
                throw new ConflictException(
                        "There is a group with this externalId and displayName: " + twin, ScimType.RFC7644.UNIQUENESS);
            });
            Instant now = now();
            Stored stored = new Stored(UUID.randomUUID().toString(), 1, now, now, Stored.document(group, MEMBERS));
            ResourceRows.insert(connection, Kind.GROUP, stored, columns);
            Memberships.change(connection, stored.id(), new MemberChanges().addAll(group.get(MEMBERS)));
            return withMembers(connection, stored, Wanted.ALL);
        });
    }

    /** Of a PUT: who is not among the members is none any more. */
    @Override
    public Group updateResource(Group group, Context context) {
        MemberChanges members = new MemberChanges().clear().addAll(group.get(MEMBERS));
        return update(group, members, Wanted.ALL, context);
    }

    /** @return the group as it is now, or {@code null} when there is none */
    Group update(Group group, MemberChanges members, Wanted wanted, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            String id = group.getId().orElseThrow();
            Stored before = ResourceRows.locked(connection, Kind.GROUP, id).orElse(null);
            if (before == null) {
                return null;
            }
            boolean moved = Memberships.change(connection, id, members);
            String document = Stored.document(group, MEMBERS);
            Stored after = before;
            if (moved || !document.equals(before.document())) {
                after = before.changed(now(), document);
                ResourceRows.update(connection, Kind.GROUP, after, Columns.of(group));
            }
            Group updated = withMembers(connection, after, wanted);
            updated.getMeta().orElseThrow().setLocation(context.getResourceReferenceUrl(id));
            return updated;
        });
    }

    @Override
    List<Group> complete(Connection connection, List<Stored> found, Wanted wanted) throws SQLException {
        Map<String, Long> sizes = found.size() > 1 && wanted.has(MEMBERS)
                ? MemberRows.sizes(connection, found.stream().map(Stored::id).toList())
                : Map.of();
        List<Group> page = new ArrayList<>();
        long members = 0;
        for (Stored stored : found) {
            members += sizes.getOrDefault(stored.id(), 0L);
            if (members > MOST_MEMBERS_OF_A_PAGE && !page.isEmpty()) {
                break;
            }
            page.add(withMembers(connection, stored, wanted));
        }
        return page;
    }

    @Override
    void forget(Connection connection, String id) throws SQLException {
        Memberships.change(connection, id, new MemberChanges().clear());
    }

    @Override
    public PatchOperationHandler<Group> getPatchOpResourceHandler(String id, Context context) {
        return new GroupPatch(this, context);
    }

    private static Group withMembers(Connection connection, Stored stored, Wanted wanted) throws SQLException {
        Group group = stored.as(Group.class, Kind.GROUP);
        if (wanted.has(MEMBERS)) {
            List<Member> members = new ArrayList<>();
            MemberRows.of(connection, stored.id())
                    .forEach((id, kind) ->
                            members.add(Member.builder().value(id).type(kind).build()));
            if (!members.isEmpty()) {
                group.setMembers(members);
            }
        }
        return group;
    }
}
