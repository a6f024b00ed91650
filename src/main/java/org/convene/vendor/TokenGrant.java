package org.convene.vendor;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a vendor is shown when it is asked for a token that ends. Secrets stand in no text of it. */
public sealed interface TokenGrant {
    /** Where below the vendor's address tokens are given out. */
    String tokenPath();

    /** Who asks, in words. */
    String whom();

    /** The keys to check when the vendor refuses, below {@code convene.NAME.}. */
    String keys();

    /** What no message may repeat. */
    List<String> secrets();

    /** Fails with a {@link VendorFailure} when what is to be shown is not there. */
    Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request);

    /** An application asks in its own name (RFC 6749 section 4.4), the secret in the form as TrueConf Server documents it. */
    record Application(String clientId, String clientSecret, String tokenPath) implements TokenGrant {
        @Override
        public String whom() {
            return "our application";
        }

        @Override
        public String keys() {
            return "client-id and .client-secret";
        }

        @Override
        public List<String> secrets() {
            return List.of(clientSecret);
        }

        @Override
        public Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request) {
            return request.sendForm(MultiMap.caseInsensitiveMultiMap()
                    .add("grant_type", "client_credentials")
                    .add("client_id", clientId)
                    .add("client_secret", clientSecret));
        }

        @Override
        public String toString() {
            return "Application " + clientId;
        }
    }

    /** An application asks in the name of a user whose password it knows (RFC 6749 section 4.3). */
    record Password(String clientId, String clientSecret, String username, String password, String tokenPath)
            implements TokenGrant {
        @Override
        public String whom() {
            return "our application or its user";
        }

        @Override
        public String keys() {
            return "client-id, .client-secret, .username and .password";
        }

        @Override
        public List<String> secrets() {
            return List.of(clientSecret, password);
        }

        @Override
        public Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request) {
            return request.basicAuthentication(clientId, clientSecret)
                    .sendForm(MultiMap.caseInsensitiveMultiMap()
                            .add("grant_type", "password")
                            .add("username", username)
                            .add("password", password));
        }

        @Override
        public String toString() {
            return "Application " + clientId + " for " + username;
        }
    }

    /**
     * An identity token of Azure AD is shown (mx-proxy.md A1, POST /auth).
     *
     * @param file where somebody keeps it fresh; read anew each time
     */
    record IdentityToken(Path file, String tokenPath) implements TokenGrant {
        private static final long LONGEST = 64L * 1024;

        @Override
        public String whom() {
            return "our identity token";
        }

        @Override
        public String keys() {
            return "azure-token-file";
        }

        /** What looks like one is blanked in any message. */
        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request) {
            try {
                String token =
                        Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
                return token.matches("[\\x21-\\x7E]+")
                        ? request.bearerTokenAuthentication(token).send()
                        : Future.failedFuture(new VendorFailure.Unauthorized(file + " has no identity token in it"));
            } catch (IOException unreadable) {
                return Future.failedFuture(new VendorFailure.Unauthorized(file + " cannot be read"));
            }
        }
    }
}
