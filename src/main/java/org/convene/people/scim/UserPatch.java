package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.Type;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.filter.AndExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.patch.DefaultPatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexSimpleSubAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.PatchOperation;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * PATCH of a user. Entra ID sets {@code emails[type eq "work"].value} of somebody without such an address, where RFC 7644,
 * 3.5.2.3 has it fail; here the entry is made from what the filter says.
 */
final class UserPatch extends DefaultPatchOperationHandler<User> {
    UserPatch(PatchConfig config, ResourceType type, Context context) {
        super(User.class, config, type, context);
    }

    @Override
    public boolean handleOperation(String id, MultivaluedComplexSimpleSubAttributeOperation operation) {
        makeRoom(id, operation);
        return super.handleOperation(id, operation);
    }

    @Override
    public boolean handleOperation(String id, MultivaluedComplexAttributeOperation operation) {
        makeRoom(id, operation);
        return super.handleOperation(id, operation);
    }

    private void makeRoom(String id, PatchOperation<?> operation) {
        if (operation.isRemoveOp() || !operation.isWithFilter()) {
            return;
        }
        Optional<List<AttributeExpressionLeaf>> entry = equalities(operation.getFilter());
        if (entry.isEmpty()) {
            return;
        }
        String attribute = operation.getAttributePath().getSchemaAttribute().getName();
        User user = getPatchedResource(id);
        boolean isThere = StreamSupport.stream(user.path(attribute).spliterator(), false)
                .anyMatch(known -> entry.get().stream().allMatch(leaf -> fits(leaf, known)));
        if (!isThere) {
            ArrayNode entries = user.get(attribute) instanceof ArrayNode array ? array : user.putArray(attribute);
            ObjectNode made = entries.addObject();
            entry.get().forEach(leaf -> put(leaf, made));
        }
    }

    /** What an entry must be like, when the filter says only that. */
    private static Optional<List<AttributeExpressionLeaf>> equalities(FilterNode filter) {
        if (filter instanceof AttributeExpressionLeaf leaf) {
            boolean is = leaf.getComparator() == Comparator.EQ && !leaf.isNull();
            return is ? Optional.of(List.of(leaf)) : Optional.empty();
        }
        if (filter instanceof AndExpressionNode and) {
            return equalities(and.getLeftNode())
                    .flatMap(left -> equalities(and.getRightNode()).map(right -> {
                        List<AttributeExpressionLeaf> both = new ArrayList<>(left);
                        both.addAll(right);
                        return both;
                    }));
        }
        return Optional.empty();
    }

    private static boolean fits(AttributeExpressionLeaf leaf, JsonNode entry) {
        String told = entry.path(leaf.getSchemaAttribute().getName()).asText("");
        return leaf.isCaseExact() ? told.equals(leaf.getValue()) : told.equalsIgnoreCase(leaf.getValue());
    }

    private static void put(AttributeExpressionLeaf leaf, ObjectNode entry) {
        String name = leaf.getSchemaAttribute().getName();
        if (leaf.getType() == Type.BOOLEAN) {
            entry.put(name, Boolean.parseBoolean(leaf.getValue()));
        } else {
            entry.put(name, leaf.getValue());
        }
    }
}
