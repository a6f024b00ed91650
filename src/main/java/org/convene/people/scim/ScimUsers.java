package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.convene.people.scim.MemberRows.Membership;

/** {@code /Users}: each with the groups that it is in. */
final class ScimUsers extends StoredResources<User> {
    private static final String GROUPS = "groups";

    ScimUsers(DataSource database, Clock clock) {
        super(Kind.USER, User.class, database, clock);
    }

    @Override
    public User createResource(User user, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            Map<String, Object> columns = Columns.of(user);
            refuseAnother(connection, columns, null);
            Instant now = now();
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
                after = before.changed(now(), document);
                ResourceRows.update(connection, Kind.USER, after, columns);
                if (!Columns.addresses(user).equals(Columns.addresses(before.as(User.class, Kind.USER)))) {
                    ResourceRows.writeAddresses(connection, id, Columns.addresses(user));
                }
            }
            User updated = complete(connection, List.of(after), Wanted.ALL).get(0);
            updated.getMeta().orElseThrow().setLocation(context.getResourceReferenceUrl(id));
            return updated;
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
    void forget(Connection connection, String id) throws SQLException {
        ResourceRows.writeAddresses(connection, id, List.of());
    }

    @Override
    public PatchOperationHandler<User> getPatchOpResourceHandler(String id, Context context) {
        return new UserPatch(getServiceProvider().getPatchConfig(), getResourceType(), context);
    }

    @Override
    List<User> complete(Connection connection, List<Stored> found, Wanted wanted) throws SQLException {
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
