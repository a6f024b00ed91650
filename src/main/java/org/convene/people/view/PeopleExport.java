package org.convene.people.view;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.convene.ops.Rejected;
import org.convene.people.KnownPerson;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.people.export.PeopleCsv;
import org.convene.people.export.PeopleVCards;

/** People as one file, for a spreadsheet or an address book. */
@Singleton
@Named("peopleExport")
public class PeopleExport {
    private final KnownPeople people;

    public PeopleExport(KnownPeople people) {
        this.people = people;
    }

    private enum Format {
        CSV("text/csv; charset=utf-8", "people.csv"),
        VCARD("text/vcard; charset=utf-8", "people.vcf"),
        VCARD3("text/vcard; charset=utf-8; version=3.0", "people.vcf");

        private final String mediaType;
        private final String file;

        Format(String mediaType, String file) {
            this.mediaType = mediaType;
            this.file = file;
        }

        static Format wanted(Message query) throws Rejected {
            String accept = query.getHeader("Accept", "", String.class);
            String format = query.getHeader("format", accept.contains("text/vcard") ? "vcard" : "csv", String.class);
            return switch (format) {
                case "csv" -> CSV;
                case "vcard" -> VCARD;
                case "vcard3" -> VCARD3;
                default -> throw Rejected.because(400, "format is one of csv, vcard, vcard3.");
            };
        }

        void write(Iterator<KnownPerson> people, CachedOutputStream out) throws IOException {
            if (this == CSV) {
                PeopleCsv.write(people, out);
            } else {
                PeopleVCards.write(people, this == VCARD3, out);
            }
        }
    }

    /**
     * In: headers {@code q}, {@code state}, {@code format}: csv, vcard (RFC 6350), vcard3 (RFC 2426). Out: the file, whole: it is
     * made before the first byte is answered, on the disk when it is large.
     */
    public StreamCache write(Exchange exchange) throws SQLException, IOException, Rejected {
        Message message = exchange.getMessage();
        Search search = PeopleViews.search(message);
        Format format = Format.wanted(message);
        StreamCache whole;
        try (CachedOutputStream out = new CachedOutputStream(exchange)) {
            format.write(new EachPerson(people, search), out);
            whole = out.newStreamCache();
        } catch (EachPerson.Interrupted away) {
            throw (SQLException) away.getCause();
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, format.mediaType);
        message.setHeader("Content-Disposition", "attachment; filename=\"" + format.file + "\"");
        message.setHeader("Vary", "Accept");
        return whole;
    }
}
