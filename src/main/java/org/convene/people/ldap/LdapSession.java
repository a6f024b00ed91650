package org.convene.people.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.Closeable;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.convene.people.ldap.LdapSettings.Server;

/**
 * One connection to a directory, signed in. Whatever is not a whole answer is an {@link IOException}: an error, a limit of the
 * server's, a referral to another server (RFC 4511, 4.5.3), a page that is missing.
 */
final class LdapSession implements Closeable {
    /** AD: tell nothing of other naming contexts, instead of pointing to them (MS-ADTS 3.1.1.3.4.1.4). */
    private static final String DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    private final Server server;
    private final LDAPConnection connection;
    private final RootDSE root;

    interface EntryReader {
        void read(SearchResultEntry entry) throws IOException;
    }

    private LdapSession(Server server, LDAPConnection connection, RootDSE root) {
        this.server = server;
        this.connection = connection;
        this.root = root;
    }

    static LdapSession open(Server server) throws IOException {
        LDAPConnection connection = null;
        try {
            SSLSocketFactory tls = new SSLUtil(trust(server)).createSSLSocketFactory();
            connection = new LDAPConnection(server.secure() ? tls : SocketFactory.getDefault(), options(server));
            connection.connect(
                    server.host(),
                    server.port(),
                    Math.toIntExact(server.timeout().toMillis()));
            if (server.startTls()) {
                require(
                        connection
                                .processExtendedOperation(new StartTLSExtendedRequest(tls))
                                .getResultCode(),
                        "StartTLS");
            }
            if (server.bindDn().isPresent()) {
                connection.bind(server.bindDn().get(), server.password());
            }
            RootDSE root = connection.getRootDSE();
            if (root == null) {
                throw new IOException("the server does not say what it is (root DSE)");
            }
            return new LdapSession(server, connection, root);
        } catch (LDAPException | GeneralSecurityException failed) {
            close(connection);
            throw failure(failed);
        } catch (IOException failed) {
            close(connection);
            throw failed;
        }
    }

    private static void close(LDAPConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private static TrustManager trust(Server server) throws KeyStoreException {
        return server.caFile().isPresent()
                ? new PEMFileTrustManager(server.caFile().get().toFile())
                : JVMDefaultTrustManager.getInstance();
    }

    private static LDAPConnectionOptions options(Server server) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(Math.toIntExact(server.timeout().toMillis()));
        options.setResponseTimeoutMillis(server.timeout().toMillis());
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    boolean isActiveDirectory() {
        return root.hasAttributeValue("supportedCapabilities", ACTIVE_DIRECTORY);
    }

    /** AD numbers changes by domain controller; another one's numbers mean nothing here. */
    Optional<String> controller() {
        return Optional.ofNullable(root.getAttributeValue("dsServiceName"));
    }

    /** AD: the number of its last change when the connection was made. */
    Optional<Long> highestChange() {
        return Optional.ofNullable(root.getAttributeValueAsLong("highestCommittedUSN"));
    }

    /** Tells of all entries that the filter finds, page by page (RFC 2696), and of each page when it is there. */
    void each(Filter filter, List<String> attributes, EntryReader reader) throws IOException {
        ASN1OctetString cookie = null;
        do {
            SearchResult page = page(filter, attributes, cookie);
            for (SearchResultEntry entry : page.getSearchEntries()) {
                reader.read(entry);
            }
            cookie = next(page);
        } while (cookie != null);
    }

    private SearchResult page(Filter filter, List<String> attributes, ASN1OctetString cookie) throws IOException {
        try {
            SearchRequest request =
                    new SearchRequest(server.base(), SearchScope.SUB, filter, attributes.toArray(String[]::new));
            request.addControl(new SimplePagedResultsControl(server.pageSize(), cookie, true));
            if (root.supportsControl(DOMAIN_SCOPE)) {
                request.addControl(new Control(DOMAIN_SCOPE, false));
            }
            SearchResult page = connection.search(request);
            if (page.getReferenceCount() > 0) {
                throw new IOException("a part of it is elsewhere, at "
                        + page.getSearchReferences().get(0).getReferralURLs()[0]
                        + "; choose a base without it");
            }
            return page;
        } catch (LDAPException failed) {
            throw failure(failed);
        }
    }

    private static ASN1OctetString next(SearchResult page) throws IOException {
        try {
            SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
            if (control == null) {
                throw new IOException("a page is missing: the server does not say whether more come");
            }
            return control.moreResultsToReturn() ? control.getCookie() : null;
        } catch (LDAPException unreadable) {
            throw failure(unreadable);
        }
    }

    /** One entry by its name; empty when there is none, or it is on another server. */
    Optional<SearchResultEntry> entry(String dn, List<String> attributes) throws IOException {
        try {
            return Optional.ofNullable(connection.getEntry(dn, attributes.toArray(String[]::new)));
        } catch (LDAPException failed) {
            ResultCode code = failed.getResultCode();
            if (code.equals(ResultCode.REFERRAL) || code.equals(ResultCode.INVALID_DN_SYNTAX)) {
                return Optional.empty();
            }
            throw failure(failed);
        }
    }

    private static void require(ResultCode code, String what) throws IOException {
        if (!code.equals(ResultCode.SUCCESS)) {
            throw new IOException(what + " was refused: " + code);
        }
    }

    /** In the server's words, which never hold the password. */
    private static IOException failure(Exception failed) {
        String words = failed instanceof LDAPException ldap
                ? ldap.getResultCode()
                        + (ldap.getDiagnosticMessage() == null
                                ? ", " + ldap.getMessage()
                                : ", " + ldap.getDiagnosticMessage())
                : String.valueOf(failed.getMessage());
        return new IOException(words, failed);
    }

    @Override
    public void close() {
        connection.close();
    }
}
