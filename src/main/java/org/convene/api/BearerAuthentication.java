package org.convene.api;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.convene.document.Problem;

/**
 * Who calls the hub: a bearer token (RFC 6750), or for people with a browser the token as the password of HTTP Basic
 * (RFC 7617), whatever the user name. Which role may do what stands in application.properties, quarkus.http.auth.
 */
@Singleton
public class BearerAuthentication implements HttpAuthenticationMechanism {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final ApiTokens tokens;
    private final HttpProblems problems;
    private final SecurityIdentity everybody = identity("local", ApiTokens.ROLES);

    BearerAuthentication(ApiTokens tokens, HttpProblems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (tokens.isOpen()) {
            return Uni.createFrom().item(everybody);
        }
        String secret = secret(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (secret == null) {
            return Uni.createFrom().nullItem();
        }
        return tokens.holderOf(secret)
                .map(holder -> Uni.createFrom().item(identity(holder.name(), Set.of(holder.role()))))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    private static String secret(String header) {
        if (header == null) {
            return null;
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        }
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length()) ? password(header) : null;
    }

    private static String password(String header) {
        try {
            byte[] pair =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    private static SecurityIdentity identity(String name, Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles)
                .build();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return getChallenge(context).map(challenge -> {
            context.response().putHeader("WWW-Authenticate", String.valueOf(challenge.headerContent));
            problems.write(context, Problem.of(401, "Send a token of this hub: Authorization: Bearer ..."));
            return true;
        });
    }

    /** A browser is asked for the token, a program is told that a bearer token is needed. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean browser = accept != null && accept.contains("text/html");
        String challenge = browser ? "Basic realm=\"Convene\", charset=\"UTF-8\"" : "Bearer realm=\"Convene\"";
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge));
    }
}
