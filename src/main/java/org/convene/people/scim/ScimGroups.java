package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** {@code /Groups}. Members are rows of their own: one who comes or goes costs the same in a group of ten thousand. */
final class ScimGroups extends ResourceHandler<Group> {
    static final String MEMBERS = "members";
    /** A page has fewer groups than asked for when they have more members together; the next page goes on. */
    private static final long MOST_MEMBERS_OF_A_PAGE = 50_000;

    private final Interceptor transaction;
    private final Clock clock;

    ScimGroups(DataSource database, Clock clock) {
        this.transaction = new InTransaction(database);
        this.clock = clock;
    }

    @Override
    public Interceptor getInterceptor(EndpointType endpoint) {
        return transaction;
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
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
                after = before.changed(clock.instant().truncatedTo(ChronoUnit.MILLIS), document);
                ResourceRows.update(connection, Kind.GROUP, after, Columns.of(group));
            }
            return withMembers(connection, after, wanted);
        });
    }

    @Override
    public Group getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            Stored stored = ResourceRows.read(connection, Kind.GROUP, id).orElse(null);
            return stored == null ? null : withMembers(connection, stored, new Wanted(attributes, excluded));
        });
    }

    /** Without members: whoever changes some of them need not know the others. */
    @Override
    public Group getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        return StorageFailure.guard(
                () -> ResourceRows.locked(ScimRequest.of(context).connection(), Kind.GROUP, id)
                        .map(stored -> stored.as(Group.class, Kind.GROUP))
                        .orElse(null));
    }

    @Override
    public PartialListResponse<Group> listResources(
            long startIndex,
            int count,
            FilterNode filter,
            SchemaAttribute sortBy,
            SortOrder order,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            Search.Found found = new Search<>(Kind.GROUP, Group.class, getServiceProvider())
                    .find(connection, filter, sortBy, order, new Search.Page(startIndex, count));
            return PartialListResponse.<Group>builder()
                    .resources(page(connection, found.resources(), new Wanted(attributes, excluded)))
                    .totalResults(found.total())
                    .build();
        });
    }

    private static List<Group> page(Connection connection, List<Stored> found, Wanted wanted) throws SQLException {
        Map<String, Long> sizes = wanted.has(MEMBERS)
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
    public void deleteResource(String id, Context context) {
        StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            if (ResourceRows.locked(connection, Kind.GROUP, id).isEmpty()) {
                throw new ResourceNotFoundException("There is no group with the id " + id);
            }
            Memberships.change(connection, id, new MemberChanges().clear());
            Memberships.end(connection, id, clock.instant());
            ResourceRows.delete(connection, Kind.GROUP, id);
            return null;
        });
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
