package org.convene.lti;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a platform says of somebody: a JWT signed with RS256 (1EdTech Security Framework 1.1, 5.1.3). Keys are kept
 * as long as the platform says; an unknown one has them fetched again, not more often than configured.
 */
@Singleton
public class IdTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
    private static final int SECONDS_A_TOKEN_IS_YOUNG = 3600;
    private static final int MILLIS_FOR_KEYS = 5000;
    private static final int LARGEST_KEYS = 256 * 1024;

    private final Map<String, HttpsJwksVerificationKeyResolver> keys = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int skew;
    private final Duration pause;

    public IdTokens(Clock clock, Settings settings) {
        this.clock = clock;
        this.skew = Math.toIntExact(settings.duration("convene.lti.clock-skew").toSeconds());
        this.pause = settings.duration("convene.lti.jwks-pause");
    }

    JwtClaims read(LtiPlatform platform, String token) throws Rejected {
        try {
            JwtClaims claims = consumer(platform).processToClaims(token);
            String authorized = claims.getStringClaimValue("azp");
            boolean meant =
                    authorized == null ? claims.getAudience().size() == 1 : authorized.equals(platform.clientId());
            if (!meant) {
                throw refused(platform, "it was made for another tool (azp)");
            }
            return claims;
        } catch (InvalidJwtException invalid) {
            for (Throwable t = invalid; t != null; t = t.getCause()) {
                if (t instanceof IOException) {
                    LOG.warn("The keys of the learning platform {} cannot be read: {}", platform.name(), t.toString());
                    throw Rejected.because(
                            503, "The keys of your learning platform cannot be read just now. Try again in a while.");
                }
            }
            throw refused(platform, reason(invalid));
        } catch (MalformedClaimException malformed) {
            throw refused(platform, "a claim of it has the wrong type");
        }
    }

    private JwtConsumer consumer(LtiPlatform platform) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(keys.computeIfAbsent(platform.jwksUrl(), this::keysAt))
                .setExpectedIssuer(platform.issuer())
                .setExpectedAudience(platform.clientId())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, SECONDS_A_TOKEN_IS_YOUNG)
                .setAllowedClockSkewInSeconds(skew)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private HttpsJwksVerificationKeyResolver keysAt(String url) {
        Get get = new Get();
        get.setConnectTimeout(MILLIS_FOR_KEYS);
        get.setReadTimeout(MILLIS_FOR_KEYS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(LARGEST_KEYS);
        HttpsJwks jwks = new HttpsJwks(url);
        jwks.setSimpleHttpGet(get);
        jwks.setRefreshReprieveThreshold(pause.toMillis());
        return new HttpsJwksVerificationKeyResolver(jwks);
    }

    private static Rejected refused(LtiPlatform platform, String reason) {
        LOG.info("A launch from the learning platform {} was refused: {}", platform.name(), reason);
        return Rejected.because(
                401,
                "What your learning platform says of you cannot be believed: " + reason
                        + ". Open the lesson there once more; if that does not help, tell your administrator.");
    }

    /** In our own words: the library's quote the token. */
    private static String reason(InvalidJwtException invalid) {
        Map<Integer, String> words = Map.of(
                ErrorCodes.EXPIRED, "it has expired",
                ErrorCodes.EXPIRATION_MISSING, "it does not say when it expires (exp)",
                ErrorCodes.ISSUER_INVALID, "it comes from another platform (iss)",
                ErrorCodes.AUDIENCE_INVALID, "it was made for another tool (aud)",
                ErrorCodes.SIGNATURE_INVALID, "its signature is wrong",
                ErrorCodes.ISSUED_AT_MISSING, "it does not say when it was made (iat)",
                ErrorCodes.ISSUED_AT_INVALID_FUTURE, "it was made in the future; look at the clocks (iat)",
                ErrorCodes.ISSUED_AT_INVALID_PAST, "it was made long ago; look at the clocks (iat)");
        return invalid.getErrorDetails().stream()
                .map(error -> words.get(error.getErrorCode()))
                .filter(word -> word != null)
                .findFirst()
                .orElse("it is not signed as agreed (RS256, with a key that the platform publishes)");
    }
}
