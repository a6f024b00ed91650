package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.server.filter.AndExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.NotExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.convene.ops.Statements;

/** Filters (RFC 7644, 3.4.2.2) in SQL, as far as columns go. */
final class FilterSql {
    private static final Map<String, String> TEXTS =
            Map.of("id", "r.id", "externalid", "r.external_id", "displayname", "r.display_key");
    private static final Map<String, String> TIMES =
            Map.of("meta.created", "r.created_at", "meta.lastmodified", "r.modified_at");
    private static final Set<String> EXACT_CASE = Set.of("id", "externalid");
    private static final Map<Comparator, String> SIGNS = Map.of(
            Comparator.EQ, "=",
            Comparator.GT, ">",
            Comparator.GE, ">=",
            Comparator.LT, "<",
            Comparator.LE, "<=");

    private final Kind kind;

    FilterSql(Kind kind) {
        this.kind = kind;
    }

    Condition of(FilterNode filter) {
        if (filter == null) {
            return Condition.EVERYTHING;
        }
        if (filter instanceof AndExpressionNode and) {
            return of(and.getLeftNode()).and(of(and.getRightNode()));
        }
        if (filter instanceof OrExpressionNode or) {
            return of(or.getLeftNode()).or(of(or.getRightNode()));
        }
        if (filter instanceof NotExpressionNode not) {
            return of(not.getRightNode()).not();
        }
        if (filter instanceof AttributePathRoot path) {
            // emails[type eq "work" and value eq "x"]: one and the same entry has to fit, which columns cannot tell
            Condition inside = of(path.getChild());
            return new Condition(inside.sql(), inside.values(), false);
        }
        return filter instanceof AttributeExpressionLeaf leaf ? leaf(leaf) : Condition.UNKNOWN;
    }

    private Condition leaf(AttributeExpressionLeaf leaf) {
        String name = leaf.getSchemaAttribute().getScimNodeName().toLowerCase(Locale.ROOT);
        if (leaf.getSchemaAttribute().getFullResourceName().startsWith(Kind.ENTERPRISE)) {
            return Condition.UNKNOWN;
        }
        if (TIMES.containsKey(name)) {
            return time(TIMES.get(name), leaf);
        }
        if (kind == Kind.USER) {
            switch (name) {
                case "username":
                    return text("r.user_key", false, leaf);
                case "active":
                    return flag(leaf);
                case "emails", "emails.value":
                    return among("scim_address", "user_id", "address", false, leaf);
                case "groups", "groups.value":
                    return member("member_id", "group_id", leaf);
                default:
            }
        } else if (name.equals("members") || name.equals("members.value")) {
            return member("group_id", "member_id", leaf);
        }
        if (name.startsWith("groups.") || name.startsWith("members.")) {
            throw new BadRequestException(
                    "Filters know no " + name + ", only its value with eq", null, ScimType.RFC7644.INVALID_FILTER);
        }
        return TEXTS.containsKey(name) ? text(TEXTS.get(name), EXACT_CASE.contains(name), leaf) : Condition.UNKNOWN;
    }

    private Condition member(String own, String other, AttributeExpressionLeaf leaf) {
        if (leaf.getComparator() != Comparator.EQ && leaf.getComparator() != Comparator.PR) {
            throw new BadRequestException(
                    "Filters know members and groups only with eq", null, ScimType.RFC7644.INVALID_FILTER);
        }
        return among("scim_member", own, other, true, leaf);
    }

    private static Condition among(
            String table, String own, String other, boolean exactCase, AttributeExpressionLeaf leaf) {
        String exists = "exists (select 1 from " + table + " a where a." + own + " = r.id";
        if (leaf.getComparator() == Comparator.PR) {
            return Condition.exactly(exists + ")");
        }
        Condition inner = text("a." + other, exactCase, leaf);
        return inner == Condition.UNKNOWN
                ? inner
                : new Condition(exists + " and " + inner.sql() + ")", inner.values(), inner.exact());
    }

    private static Condition text(String column, boolean exactCase, AttributeExpressionLeaf leaf) {
        if (leaf.getComparator() == Comparator.PR) {
            return Condition.exactly(column + " is not null");
        }
        String told = leaf.getValue();
        if (told == null) {
            return leaf.getComparator() == Comparator.EQ ? Condition.exactly(column + " is null") : Condition.UNKNOWN;
        }
        if (told.indexOf('\\') >= 0) {
            return Condition.UNKNOWN;
        }
        String value = exactCase ? told : Columns.key(told);
        return switch (leaf.getComparator()) {
            // nothing is known of a column that is null, and so of its negation; hence the first half of each
            case EQ -> Condition.exactly("(" + column + " is not null and " + column + " = ?)", value);
            case SW -> like(column, exactCase, Statements.containing(value).substring(1));
            case CO -> like(column, exactCase, Statements.containing(value));
            default -> Condition.UNKNOWN;
        };
    }

    private static Condition like(String column, boolean exactCase, String pattern) {
        String compared = exactCase ? "lower(" + column + ")" : column;
        return new Condition(
                "(" + column + " is not null and " + compared + " like ? escape '!')", List.of(pattern), !exactCase);
    }

    private static Condition flag(AttributeExpressionLeaf leaf) {
        if (leaf.getComparator() == Comparator.PR) {
            return Condition.exactly("r.active is not null");
        }
        return leaf.getComparator() == Comparator.EQ && leaf.getBooleanValue().isPresent()
                ? Condition.exactly(
                        "(r.active is not null and r.active = ?)",
                        leaf.getBooleanValue().get())
                : Condition.UNKNOWN;
    }

    private static Condition time(String column, AttributeExpressionLeaf leaf) {
        String sign = SIGNS.get(leaf.getComparator());
        if (leaf.getComparator() == Comparator.PR) {
            return Condition.EVERYTHING;
        }
        return sign == null || leaf.getDateTime().isEmpty()
                ? Condition.UNKNOWN
                : Condition.exactly(
                        column + " " + sign + " ?",
                        Statements.utc(leaf.getDateTime().get()));
    }
}
