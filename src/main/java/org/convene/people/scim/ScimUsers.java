package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.convene.people.scim.MemberRows.Membership;

/** {@code /Users}: each with the groups that it is in. */
final class ScimUsers extends ResourceHandler<User> {
    private static final String GROUPS = "groups";

    private final Interceptor transaction;
    private final Clock clock;

    ScimUsers(DataSource database, Clock clock) {
        this.transaction = new InTransaction(database);
        this.clock = clock;
    }

    @Override
    public Interceptor getInterceptor(EndpointType endpoint) {
        return transaction;
    }

    @Override
    public User createResource(User user, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            Map<String, Object> columns = Columns.of(user);
            refuseAnother(connection, columns, null);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Stored stored = new Stored(UUID.randomUUID().toString(), 1, now, now, Stored.document(user, GROUPS));
            ResourceRows.insert(connection, Kind.USER, stored, columns);
            ResourceRows.writeAddresses(connection, stored.id(), Columns.addresses(user));
            return stored.as(User.class, Kind.USER);
        });
    }

    /** Of a PUT, and of a PATCH that has been worked in already. */
    @Override
    public User updateResource(User user, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            String id = user.getId().orElseThrow();
            Stored before = ResourceRows.locked(connection, Kind.USER, id).orElse(null);
            if (before == null) {
                return null;
            }
            String document = Stored.document(user, GROUPS);
            Stored after = before;
            if (!document.equals(before.document())) {
                Map<String, Object> columns = Columns.of(user);
                refuseAnother(connection, columns, id);
                after = before.changed(clock.instant().truncatedTo(ChronoUnit.MILLIS), document);
                ResourceRows.update(connection, Kind.USER, after, columns);
                if (!Columns.addresses(user).equals(Columns.addresses(before.as(User.class, Kind.USER)))) {
                    ResourceRows.writeAddresses(connection, id, Columns.addresses(user));
                }
            }
            return withGroups(connection, List.of(after), Wanted.ALL).get(0);
        });
    }

    private static void refuseAnother(Connection connection, Map<String, Object> columns, String id)
            throws SQLException {
        ResourceRows.holder(connection, columns.get("user_key"))
                .filter(holder -> !holder.equals(id))
                .ifPresent(holder -> {
                    throw new ConflictException(
                            "There is a user with this userName: " + holder, ScimType.RFC7644.UNIQUENESS);
                });
    }

    @Override
    public User getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            List<Stored> found =
                    ResourceRows.read(connection, Kind.USER, id).stream().toList();
            return withGroups(connection, found, new Wanted(attributes, excluded)).stream()
                    .findFirst()
                    .orElse(null);
        });
    }

    @Override
    public User getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        return StorageFailure.guard(
                () -> ResourceRows.locked(ScimRequest.of(context).connection(), Kind.USER, id)
                        .map(stored -> stored.as(User.class, Kind.USER))
                        .orElse(null));
    }

    @Override
    public PartialListResponse<User> listResources(
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
            Search.Found found = new Search<>(Kind.USER, User.class, getServiceProvider())
                    .find(connection, filter, sortBy, order, new Search.Page(startIndex, count));
            return PartialListResponse.<User>builder()
                    .resources(withGroups(connection, found.resources(), new Wanted(attributes, excluded)))
                    .totalResults(found.total())
                    .build();
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            if (ResourceRows.locked(connection, Kind.USER, id).isEmpty()) {
                throw new ResourceNotFoundException("There is no user with the id " + id);
            }
            ResourceRows.writeAddresses(connection, id, List.of());
            Memberships.end(connection, id, clock.instant());
            ResourceRows.delete(connection, Kind.USER, id);
            return null;
        });
    }

    @Override
    public PatchOperationHandler<User> getPatchOpResourceHandler(String id, Context context) {
        return new UserPatch(getServiceProvider().getPatchConfig(), getResourceType(), context);
    }

    private static List<User> withGroups(Connection connection, List<Stored> found, Wanted wanted) throws SQLException {
        List<User> users =
                found.stream().map(stored -> stored.as(User.class, Kind.USER)).toList();
        if (wanted.has(GROUPS) && !users.isEmpty()) {
            Map<String, List<Membership>> memberships = MemberRows.memberships(
                    connection, found.stream().map(Stored::id).toList());
            for (User user : users) {
                List<Membership> groups = memberships.get(user.getId().orElseThrow());
                if (groups != null) {
                    user.setGroups(groups.stream().map(ScimUsers::group).toList());
                }
            }
        }
        return users;
    }

    private static GroupNode group(Membership membership) {
        return GroupNode.builder()
                .value(membership.group())
                .display(membership.name())
                .type("direct")
                .build();
    }
}
