package org.convene.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.EndpointPaths;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.ws.rs.client.Client;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.glassfish.jersey.apache.connector.ApacheConnectorProvider;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.Test;

/** SCIM clients of other people understand us, and we them. */
@QuarkusTest
@TestProfile(ScimProfile.class)
class OtherClientsTest {
    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final String n = UUID.randomUUID().toString().substring(0, 8);
    private final String mail = "k" + n + "@school.example";

    private String base() {
        return "http://localhost:" + port + "/scim/v2";
    }

    @Test
    void unboundIdsClientCreatesFindsChangesAndDeletes() throws ScimException {
        Client http = new JerseyClientBuilder()
                .withConfig(new ClientConfig().connectorProvider(new ApacheConnectorProvider()))
                .register(new com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider(JsonUtils.createObjectMapper()))
                .build();
        ScimService hub = new ScimService(http.target(base()));
        assertTrue(hub.getServiceProviderConfig().getPatch().isSupported());
        assertTrue(hub.getSchemas().getTotalResults() >= 3);
        assertTrue(hub.getResourceTypes().getTotalResults() >= 2);

        UserResource wanted = new UserResource()
                .setUserName(mail)
                .setName(new Name().setGivenName("Kira").setFamilyName("Orlova"))
                .setEmails(new Email().setType("work").setValue(mail).setPrimary(true));
        UserResource kira = hub.create("Users", wanted);
        assertEquals(
                mail, hub.retrieve("Users", kira.getId(), UserResource.class).getUserName());
        assertThrows(ResourceConflictException.class, () -> hub.create("Users", wanted));

        ListResponse<UserResource> found = hub.searchRequest("Users")
                .filter(Filter.and(Filter.eq("userName", mail.toUpperCase()), Filter.sw("emails.value", "k"))
                        .toString())
                .invoke(UserResource.class);
        assertEquals(kira.getId(), found.getResources().get(0).getId());
        assertEquals(
                1,
                hub.searchRequest("Users")
                        .filter(Filter.eq("name.familyName", "Orlova").toString() + " and userName eq \"" + mail + "\"")
                        .sort("userName", com.unboundid.scim2.common.messages.SortOrder.DESCENDING)
                        .page(1, 5)
                        .invokePost(UserResource.class)
                        .getTotalResults());

        UserResource changed = hub.modifyRequest(kira)
                .replaceValue("title", "Teacher")
                .addValues("emails", new Email().setType("home").setValue("home." + mail))
                .removeValues("name.givenName")
                .ifMatch()
                .invoke();
        assertEquals("Teacher", changed.getTitle());
        assertEquals(2, changed.getEmails().size());
        assertNull(changed.getName().getGivenName());
        assertThrows(
                PreconditionFailedException.class,
                () -> hub.modifyRequest(kira)
                        .replaceValue("title", "Other")
                        .ifMatch()
                        .invoke());

        UserResource replaced = hub.replace(changed.setTitle(null));
        assertNull(replaced.getTitle());

        GroupResource chess = hub.create(
                "Groups",
                new GroupResource().setDisplayName("Chess " + n).setMembers(new Member().setValue(kira.getId())));
        assertEquals(kira.getId(), chess.getMembers().get(0).getValue());
        hub.modifyRequest("Groups", chess.getId())
                .removeValues("members[value eq \"" + kira.getId() + "\"]")
                .invoke(Void.class);
        assertTrue(isEmpty(hub.retrieve("Groups", chess.getId(), GroupResource.class)));
        hub.delete("Groups", chess.getId());
        hub.delete("Users", kira.getId());
        assertThrows(ResourceNotFoundException.class, () -> hub.delete("Users", kira.getId()));
    }

    private static boolean isEmpty(GroupResource group) {
        return group.getMembers() == null || group.getMembers().isEmpty();
    }

    @Test
    void captainGoldfishsClientCreatesFindsChangesAndDeletes() {
        ScimClientConfig config = ScimClientConfig.builder()
                .connectTimeout(10)
                .requestTimeout(10)
                .socketTimeout(10)
                .build();
        try (ScimRequestBuilder hub = new ScimRequestBuilder(base(), config)) {
            assertTrue(hub.loadServiceProviderConfiguration().getBulkConfig().isSupported());
            User wanted = User.builder()
                    .userName(mail)
                    .displayName("Kira")
                    .active(true)
                    .build();
            ServerResponse<User> made = hub.create(User.class, EndpointPaths.USERS)
                    .setResource(wanted)
                    .sendRequest();
            assertTrue(made.isSuccess(), made.getResponseBody());
            String id = made.getResource().getId().orElseThrow();
            assertEquals(
                    "uniqueness",
                    hub.create(User.class, EndpointPaths.USERS)
                            .setResource(wanted)
                            .sendRequest()
                            .getErrorResponse()
                            .getScimType()
                            .orElseThrow());
            assertEquals(
                    1,
                    hub.list(User.class, EndpointPaths.USERS)
                            .filter("userName", Comparator.EQ, mail)
                            .build()
                            .get()
                            .sendRequest()
                            .getResource()
                            .getTotalResults());
            ServerResponse<User> changed = hub.patch(User.class, EndpointPaths.USERS, id)
                    .addOperation()
                    .op(PatchOp.REPLACE)
                    .path("active")
                    .value("false")
                    .build()
                    .sendRequest();
            assertFalse(changed.getResource().isActive().orElseThrow(), changed.getResponseBody());
            ServerResponse<User> stale = hub.delete(User.class, EndpointPaths.USERS, id)
                    .setETagForIfMatch(made.getResource()
                            .getMeta()
                            .orElseThrow()
                            .getVersion()
                            .orElseThrow())
                    .sendRequest();
            assertEquals(412, stale.getHttpStatus());
            bulk(hub);
            assertTrue(hub.delete(User.class, EndpointPaths.USERS, id)
                    .sendRequest()
                    .isSuccess());
            assertEquals(
                    404,
                    hub.get(User.class, EndpointPaths.USERS, id).sendRequest().getHttpStatus());
        }
    }

    private void bulk(ScimRequestBuilder hub) {
        ServerResponse<BulkResponse> done = hub.bulk()
                .bulkRequestOperation(EndpointPaths.USERS)
                .bulkId("one")
                .method(HttpMethod.POST)
                .data(User.builder().userName("bulk." + mail).build())
                .next()
                .bulkRequestOperation(EndpointPaths.GROUPS)
                .bulkId("two")
                .method(HttpMethod.POST)
                .data(Group.builder().displayName("Bulk " + n).build())
                .sendRequest();
        assertTrue(done.isSuccess(), done.getResponseBody());
        assertEquals(2, done.getResource().getBulkResponseOperations().size());
    }
}
