package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.sort.ResourceNodeComparator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.convene.ops.Portions;

/**
 * Finds resources by a filter, a page of them in an order. The database does it where columns can tell; else the resources
 * that they cannot rule out are walked through, when those are not too many.
 */
final class Search<T extends ResourceNode> {
    /** As many as are walked through for one request. */
    static final int MOST_WALKED = 20_000;

    private static final int AT_ONCE = 500;
    private static final Map<String, String> ORDERS = Map.of(
            "id", "id",
            "username", "user_key",
            "displayname", "display_key",
            "externalid", "external_id",
            "meta.created", "created_at",
            "meta.lastmodified", "modified_at");

    private final Kind kind;
    private final Class<T> type;
    private final ServiceProvider provider;

    Search(Kind kind, Class<T> type, ServiceProvider provider) {
        this.kind = kind;
        this.type = type;
        this.provider = provider;
    }

    /** @param from the first, counted from 1 */
    record Page(long from, int count) {}

    /** @param total of all that fit, of which these are a page */
    record Found(List<Stored> resources, long total) {}

    Found find(Connection connection, FilterNode filter, SchemaAttribute sortBy, SortOrder order, Page page)
            throws SQLException {
        Condition condition = new FilterSql(kind).of(filter);
        String column = sortBy == null ? "created_at" : column(sortBy);
        if (condition.exact() && column != null) {
            return asked(connection, condition, column, order, page);
        }
        List<T> fitting = walked(connection, filter, condition);
        if (sortBy != null) {
            fitting.sort(new ResourceNodeComparator(sortBy, order));
        }
        int from = (int) Math.min(page.from() - 1, fitting.size());
        List<String> ids = fitting.subList(from, Math.min(from + page.count(), fitting.size())).stream()
                .map(resource -> resource.getId().orElseThrow())
                .toList();
        return new Found(ResourceRows.all(connection, kind, ids), fitting.size());
    }

    private String column(SchemaAttribute sortBy) {
        String name = Columns.key(sortBy.getScimNodeName());
        boolean elsewhere = name.equals("username") && kind == Kind.GROUP
                || sortBy.getFullResourceName().startsWith(Kind.ENTERPRISE);
        return elsewhere ? null : ORDERS.get(name);
    }

    private Found asked(Connection connection, Condition condition, String column, SortOrder order, Page page)
            throws SQLException {
        long total = ResourceRows.count(connection, kind, condition);
        if (page.count() == 0 || page.from() > total) {
            return new Found(List.of(), total);
        }
        String direction = order == SortOrder.DESCENDING ? " desc nulls first" : " nulls last";
        // the ids alone first: an order without an index would carry whole documents about
        List<String> ids = ResourceRows.ids(
                connection,
                "select id from " + kind.table() + " r where " + condition.sql() + " order by r." + column + direction
                        + ", r.id offset " + (page.from() - 1) + " rows fetch next " + page.count() + " rows only",
                condition.values());
        return new Found(ResourceRows.all(connection, kind, ids), total);
    }

    private List<T> walked(Connection connection, FilterNode filter, Condition condition) throws SQLException {
        if (ResourceRows.count(connection, kind, condition) > MOST_WALKED) {
            throw new BadRequestException(
                    "Too many resources would have to be looked at one by one. Ask by userName, externalId, emails.value,"
                            + " displayName, active or meta.lastModified, or for those as well.",
                    null,
                    ScimType.RFC7644.TOO_MANY);
        }
        List<T> fitting = new ArrayList<>();
        List<String> ids = ResourceRows.ids(
                connection,
                "select id from " + kind.table() + " r where " + condition.sql() + " order by r.created_at, r.id",
                condition.values());
        for (List<String> some : Portions.of(ids, AT_ONCE)) {
            List<T> resources = ResourceRows.all(connection, kind, some).stream()
                    .map(this::filterable)
                    .toList();
            fitting.addAll(
                    filter == null || condition.exact()
                            ? resources
                            : FilterResourceResolver.filterResources(provider, resources, filter));
        }
        return fitting;
    }

    /** The library's filter stumbles over users without an extension that it is to look into. */
    private T filterable(Stored stored) {
        T resource = stored.as(type, kind);
        if (kind == Kind.USER && !resource.has(Kind.ENTERPRISE)) {
            resource.putObject(Kind.ENTERPRISE);
        }
        return resource;
    }
}
