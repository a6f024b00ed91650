package org.convene.people.view;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
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

        void write(Iterator<KnownPerson> people, OutputStream out) throws IOException {
            if (this == CSV) {
                PeopleCsv.write(people, out);
            } else {
                PeopleVCards.write(people, this == VCARD3, out);
            }
        }
    }

    /**
     * In: headers {@code q}, {@code state}, {@code format}: csv, vcard (RFC 6350), vcard3 (RFC 2426). Out: the file, whole: it is
     * made on the disk before the first byte is answered.
     */
    public InputStream write(Exchange exchange) throws SQLException, IOException, Rejected {
        Message message = exchange.getMessage();
        Search search = PeopleViews.search(message);
        Format format = Format.wanted(message);
        Path file = Files.createTempFile("people", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            format.write(new EachPerson(people, search), out);
        } catch (EachPerson.Interrupted away) {
            Files.delete(file);
            throw (SQLException) away.getCause();
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, format.mediaType);
        message.setHeader("Content-Disposition", "attachment; filename=\"" + format.file + "\"");
        message.setHeader("Vary", "Accept");
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
