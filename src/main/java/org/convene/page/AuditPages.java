package org.convene.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.audit.AuditViews;
import org.convene.audit.Verification;
import org.convene.audit.Verification.Verdict;
import org.convene.ops.Rejected;

/** The page of who changed what. */
@Singleton
@Named("auditPages")
public class AuditPages {
    private final AuditViews views;
    private final Verification verification;
    private final PageTimes times;
    private final Template audit;

    public AuditPages(
            AuditViews views, Verification verification, PageTimes times, @Location("audit.html") Template audit) {
        this.views = views;
        this.verification = verification;
        this.times = times;
        this.audit = audit;
    }

    /** In: the same headers as the API, and {@code verify=true} to have the chain verified. Out: the page. */
    public void show(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        Map<String, String> filter = new LinkedHashMap<>();
        for (String name : AuditPage.FILTERS) {
            String value = query.getHeader(name, String.class);
            if (value != null && !value.isBlank()) {
                filter.put(name, value);
            }
        }
        boolean verify = query.getHeader("verify", false, Boolean.class);
        Verdict verdict = verify ? verification.verify(null) : null;
        Pages.show(exchange, 200, audit, AuditPage.of(views.page(query), filter, verdict, times));
    }
}
