package org.convene.people.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;

/** Changes the texts of an XLSX file (ECMA-376: a ZIP of XML parts) and leaves everything else as it is. */
final class Workbook {
    private static final long LONGEST = 200L * 1024 * 1024;

    private Workbook() {}

    /** Read by the directory at its end, since some writers leave the sizes out before each part. */
    static byte[] with(byte[] xlsx, UnaryOperator<String> texts) throws IOException {
        Path file = Files.createTempFile("workbook-", ".xlsx");
        try {
            Files.write(file, xlsx);
            return with(file, xlsx.length, texts);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] with(Path file, int length, UnaryOperator<String> texts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        long left = LONGEST;
        try (ZipFile in = new ZipFile(file.toFile());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] part;
                try (InputStream content = in.getInputStream(entry)) {
                    part = content.readNBytes((int) left + 1);
                }
                left -= part.length;
                if (left < 0) {
                    throw new IOException("the workbook is longer than " + LONGEST + " bytes");
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(entry.getName().endsWith(".xml") ? changed(part, texts) : part);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] changed(byte[] xml, UnaryOperator<String> texts) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLEventFactory events = XMLEventFactory.newFactory();
        ByteArrayOutputStream out = new ByteArrayOutputStream(xml.length);
        try {
            XMLEventReader in = factory.createXMLEventReader(new ByteArrayInputStream(xml));
            XMLEventWriter writer = XMLOutputFactory.newFactory().createXMLEventWriter(out, "UTF-8");
            while (in.hasNext()) {
                XMLEvent event = in.nextEvent();
                writer.add(
                        event.isCharacters()
                                ? events.createCharacters(
                                        texts.apply(event.asCharacters().getData()))
                                : event);
            }
            writer.close();
            return out.toByteArray();
        } catch (XMLStreamException noXml) {
            throw new IOException("a part of the workbook is no XML", noXml);
        }
    }
}
