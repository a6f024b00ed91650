package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** What users and groups have in common: each request is a transaction, and resources are rows of {@link ResourceRows}. */
abstract class StoredResources<R extends ResourceNode> extends ResourceHandler<R> {
    private final Kind kind;
    private final Class<R> type;
    private final Interceptor transaction;
    private final Clock clock;

    StoredResources(Kind kind, Class<R> type, DataSource database, Clock clock) {
        this.kind = kind;
        this.type = type;
        this.transaction = new InTransaction(database);
        this.clock = clock;
    }

    /** As requests have them: with what others say of them, as far as it is wanted. Perhaps fewer, when those are large. */
    abstract List<R> complete(Connection connection, List<Stored> found, Wanted wanted) throws SQLException;

    /** What else goes with a resource that is deleted. */
    abstract void forget(Connection connection, String id) throws SQLException;

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Interceptor getInterceptor(EndpointType endpoint) {
        return transaction;
    }

    @Override
    public R getResource(String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            List<Stored> found =
                    ResourceRows.read(connection, kind, id).stream().toList();
            return complete(connection, found, new Wanted(attributes, excluded)).stream()
                    .findFirst()
                    .orElse(null);
        });
    }

    /** Without groups or members: whoever changes some of them need not know the others. */
    @Override
    public R getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        return StorageFailure.guard(
                () -> ResourceRows.locked(ScimRequest.of(context).connection(), kind, id)
                        .map(stored -> stored.as(type, kind))
                        .orElse(null));
    }

    @Override
    public PartialListResponse<R> listResources(
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
            Search.Found found = new Search<>(kind, type, getServiceProvider())
                    .find(connection, filter, sortBy, order, new Search.Page(startIndex, count));
            return PartialListResponse.<R>builder()
                    .resources(complete(connection, found.resources(), new Wanted(attributes, excluded)))
                    .totalResults(found.total())
                    .build();
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        StorageFailure.guard(() -> {
            Connection connection = ScimRequest.of(context).connection();
            if (ResourceRows.locked(connection, kind, id).isEmpty()) {
                throw new ResourceNotFoundException(
                        "There is no " + kind.word().toLowerCase(Locale.ROOT) + " with the id " + id);
            }
            forget(connection, id);
            Memberships.end(connection, id, now());
            ResourceRows.delete(connection, kind, id);
            return null;
        });
    }
}
