package org.convene.people.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The protocol: what is supported, and one request answered. */
@Singleton
public class ScimService {
    static final int MOST_RESULTS = 500;
    static final int MOST_OPERATIONS = 1_000;
    static final long LARGEST_REQUEST = 16L * 1024 * 1024;
    private static final int MOST_TRIES = 3;

    private final ResourceEndpoint endpoint;

    public ScimService(DataSource database, Clock clock) {
        this.endpoint = new ResourceEndpoint(
                provider(),
                new UserEndpointDefinition(new ScimUsers(database, clock)),
                new GroupEndpointDefinition(new ScimGroups(database, clock)));
        for (Kind kind : Kind.values()) {
            endpoint.getResourceTypeByName(kind.word())
                    .orElseThrow()
                    .getFeatures()
                    .getETagFeature()
                    .setEnabled(true);
        }
    }

    private static ServiceProvider provider() {
        return ServiceProvider.builder()
                .patchConfig(PatchConfig.builder()
                        .supported(true)
                        .ignoreUnknownAttributes(true)
                        .doNotFailOnNoTarget(true)
                        .build())
                .bulkConfig(BulkConfig.builder()
                        .supported(true)
                        .maxOperations(MOST_OPERATIONS)
                        .maxPayloadSize(LARGEST_REQUEST)
                        .build())
                .filterConfig(FilterConfig.builder()
                        .supported(true)
                        .maxResults(MOST_RESULTS)
                        .build())
                .sortConfig(SortConfig.builder().supported(true).build())
                .eTagConfig(ETagConfig.builder().supported(true).build())
                .changePasswordConfig(
                        ChangePasswordConfig.builder().supported(false).build())
                .authenticationSchemes(List.of(AuthenticationScheme.builder()
                        .name("Bearer token")
                        .description("A token of the hub's API with the role source or admin")
                        .type("oauthbearertoken")
                        .specUri("https://www.rfc-editor.org/rfc/rfc6750")
                        .build()))
                .lenientContentTypeChecking(true)
                .caseInsensitiveValidation(true)
                .ignoreRequiredAttributesOnResponse(true)
                .ignoreRequiredExtensionsOnResponse(true)
                .build();
    }

    /** @param url of the request as the world sees it, from which locations are made */
    ScimResponse answer(String url, HttpMethod method, String body, Map<String, String> headers) {
        for (int attempt = 1; ; attempt++) {
            ScimRequest request = new ScimRequest();
            ScimResponse answer = endpoint.handleRequest(url, method, body, headers, request);
            if (!request.isWorthAnotherTry() || answer.getHttpStatus() != 503 || attempt == MOST_TRIES) {
                return answer;
            }
        }
    }
}
