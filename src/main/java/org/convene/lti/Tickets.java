package org.convene.lti;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** Signs what goes out with the page of lessons and reads it back; its type keeps it from being taken for anything else. */
@Singleton
public class Tickets {
    private static final String OURSELVES = "urn:convene:lti:choice";
    private static final String TYPE = "convene-choice+jwt";
    private static final int SECONDS = 3600;

    private final OwnKeys keys;
    private final Clock clock;

    public Tickets(OwnKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    String write(Ticket ticket) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(OURSELVES);
        claims.setAudience(OURSELVES);
        claims.setExpirationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond() + SECONDS));
        claims.setClaim("platform", ticket.platform());
        claims.setClaim("deployment", ticket.deployment());
        claims.setClaim("return", ticket.returnUrl());
        claims.setClaim("course", ticket.course());
        claims.setClaim("data", ticket.data());
        return keys.sign(claims, TYPE);
    }

    /** Nothing of what we did not sign, or too long ago. */
    Optional<Ticket> read(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.all()))
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(OURSELVES)
                    .setExpectedAudience(OURSELVES)
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return Optional.of(new Ticket(
                    claims.getStringClaimValue("platform"),
                    claims.getStringClaimValue("deployment"),
                    claims.getStringClaimValue("return"),
                    List.copyOf(claims.getStringListClaimValue("course")),
                    claims.getStringClaimValue("data")));
        } catch (InvalidJwtException | MalformedClaimException notOurs) {
            return Optional.empty();
        }
    }
}
