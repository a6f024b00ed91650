package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import de.captaingoldfish.scim.sdk.server.patch.DefaultPatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexAttributeOperation;
import de.captaingoldfish.scim.sdk.server.patch.operations.MultivaluedComplexSimpleSubAttributeOperation;
import de.captaingoldfish.scim.sdk.server.schemas.validation.RequestResourceValidator;
import java.util.List;

/**
 * PATCH of a group. What it says of members is gathered and not worked into the group, which is read without them. The answer
 * is empty (204), unless attributes are asked for: RFC 7644, 3.5.2 allows both.
 */
final class GroupPatch extends DefaultPatchOperationHandler<Group> {
    private final ScimGroups groups;
    private final MemberChanges members = new MemberChanges();

    GroupPatch(ScimGroups groups, Context context) {
        super(Group.class, groups.getServiceProvider().getPatchConfig(), groups.getResourceType(), context);
        this.groups = groups;
    }

    @Override
    public boolean handleOperation(String id, MultivaluedComplexAttributeOperation operation) {
        if (!operation.getAttributePath().getSchemaAttribute().getName().equals(ScimGroups.MEMBERS)) {
            return super.handleOperation(id, operation);
        }
        if (operation.isWithFilter()) {
            removeChosen(operation.getFilter());
        } else if (!operation.isAddOp()) {
            members.clear();
        }
        if (!operation.isRemoveOp()) {
            members.addAll(operation.getValuesNode());
        }
        return true;
    }

    private void removeChosen(FilterNode filter) {
        if (filter instanceof OrExpressionNode or) {
            removeChosen(or.getLeftNode());
            removeChosen(or.getRightNode());
        } else if (filter instanceof AttributeExpressionLeaf leaf
                && leaf.getComparator() == Comparator.EQ
                && leaf.getSchemaAttribute().getName().equals("value")) {
            members.remove(String.valueOf(leaf.getValue()));
        } else {
            throw new BadRequestException(
                    "Members are chosen by members[value eq \"id\"]", null, ScimType.RFC7644.INVALID_FILTER);
        }
    }

    @Override
    public boolean handleOperation(String id, MultivaluedComplexSimpleSubAttributeOperation operation) {
        if (operation.getParentAttribute() != null
                && operation.getParentAttribute().getName().equals(ScimGroups.MEMBERS)) {
            if (operation.getSubAttribute().getName().equals("value")) {
                throw new BadRequestException(
                        "Members are added and removed as a whole: path members", null, ScimType.RFC7644.INVALID_PATH);
            }
            return false; // display and type of a member are ours to tell
        }
        return super.handleOperation(id, operation);
    }

    @Override
    public Group getUpdatedResource(
            String id,
            Group patched,
            boolean changed,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        new RequestResourceValidator(groups.getServiceProvider(), groups.getResourceType(), HttpMethod.PATCH)
                .validateDocument(patched.deepCopy());
        boolean isAnswerAsked = attributes != null && !attributes.isEmpty();
        Wanted wanted = isAnswerAsked
                ? new Wanted(attributes, excluded)
                : new Wanted(List.of(), List.of(groups.getSchema().getSchemaAttribute(ScimGroups.MEMBERS)));
        Group updated = groups.update(patched, members, wanted, context);
        return isAnswerAsked ? updated : null;
    }
}
