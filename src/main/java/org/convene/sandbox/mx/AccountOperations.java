package org.convene.sandbox.mx;

import org.convene.sandbox.stage.Answer;

/** Signing in and out, and who one is. */
final class AccountOperations {

    private static final String SOFT_PHONE_PASSWORD = "sandbox-sip-password-of-the-softphone";

    private final Mx mx;
    private final Proxy proxy;
    private final Applications applications;
    private final MxSettings settings;

    AccountOperations(Mx mx, Proxy proxy, Applications applications, MxSettings settings) {
        this.mx = mx;
        this.proxy = proxy;
        this.applications = applications;
        this.settings = settings;
    }

    /** With an identity token of Azure AD, or as an application with a user's name and password. */
    Answer signIn(Heard heard) {
        boolean azure = heard.authorization("Bearer").isPresent();
        if (azure) {
            known(heard.authorization("Bearer").orElseThrow().equals(settings.azureToken()));
        } else {
            applications.admit(heard);
            if (!heard.form("grant_type").equals("password")) {
                throw new Refusal(403, "bad grant_type");
            }
            known(heard.form("username").equals(settings.username())
                    && heard.form("password").equals(settings.password()));
        }
        return ProxyJson.answer(
                200,
                ProxyJson.object()
                        .put("token_type", "Bearer")
                        .put("access_token", proxy.signIn())
                        .put("expires_in", mx.habits().tokenSeconds()));
    }

    private static void known(boolean known) {
        if (!known) {
            throw new Refusal(401, "Unauthorized");
        }
    }

    Answer whoAmI(Heard heard) {
        return ProxyJson.answer(
                200,
                ProxyJson.object()
                        .put("mx", Samples.SERIAL)
                        .put("ext", Samples.SELF.ext())
                        .put("jid", Samples.SELF.jid())
                        .put("softPhonePwd", SOFT_PHONE_PASSWORD));
    }

    /** Ends the connection of everybody who shares it: 403 without a good token, 404 when it is ended already. */
    Answer signOut(Heard heard) {
        String token = heard.authorization("Bearer").orElseThrow(() -> new Refusal(403, "forbidden"));
        if (proxy.problem(token) != null) {
            throw new Refusal(403, "forbidden");
        }
        if (!proxy.signOut()) {
            throw Refusal.notFound();
        }
        return ProxyJson.wrapped("userLogout", proxy.login());
    }

    /** The path of the vendor's document, which its code does not have. */
    Answer signOutAsDocumented(Heard heard) {
        if (!mx.habits().documentedLogout()) {
            throw Refusal.notFound();
        }
        return signOut(heard);
    }
}
