package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Puts a list together from the pages in which a vendor shows it: {@code begin}, then for each page {@code add} while there
 * is {@code more}, then {@code end}. Vendors page in different ways, and pages may overlap or move while they are read, so
 * each thing counts once, by its id.
 */
@Singleton
@Named("vendorPages")
public class VendorPages {
    private static final String LISTING = "conveneListing";
    private static final int MOST_PAGES = 5000;

    /** What is known so far; {@code next} is the page to ask for, or -1. */
    private static final class Listing {
        private final Map<String, JsonNode> items = new LinkedHashMap<>();
        private long total;
        private int next;
        private int pages;
        private int barren;
    }

    /** Sets the variable {@code page} to the number of the first page. */
    public void begin(Exchange exchange, int firstPage) {
        Listing listing = new Listing();
        listing.next = firstPage;
        exchange.setProperty(LISTING, listing);
        exchange.setVariable("page", String.valueOf(firstPage));
    }

    public boolean more(Exchange exchange) {
        return listing(exchange).next >= 0;
    }

    /**
     * In: {@code {items: [{id, ...}], total}} where the vendor says how many there are, {@code {items, next}} where it names
     * the page that follows (none, or one that is not above 0, at the end).
     */
    public void add(Exchange exchange) {
        Listing listing = listing(exchange);
        JsonNode page = exchange.getMessage().getBody(JsonNode.class);
        int before = listing.items.size();
        page.path("items")
                .forEach(item -> listing.items.putIfAbsent(item.path("id").asText(), item));
        boolean news = listing.items.size() > before;
        listing.barren = news ? 0 : listing.barren + 1;
        listing.pages++;
        listing.total = page.path("total").asLong(0);
        listing.next = following(listing, page, news);
        exchange.setVariable("page", String.valueOf(listing.next));
    }

    private static int following(Listing listing, JsonNode page, boolean news) {
        if (listing.pages >= MOST_PAGES) {
            return -1;
        }
        if (page.has("next")) {
            int next = page.path("next").asInt(-1);
            // the first two pages may be one and the same
            return next > 0 && listing.barren < 2 ? next : -1;
        }
        boolean all = page.path("total").isNumber() && listing.items.size() >= listing.total;
        return news && !all ? listing.next + 1 : -1;
    }

    /** Out: {@code {items: [...]}}, with {@code incomplete} (words) where the vendor has more than it shows. */
    public ObjectNode end(Exchange exchange) {
        Listing listing = listing(exchange);
        exchange.removeProperty(LISTING);
        ArrayNode items = JsonNodeFactory.instance.arrayNode().addAll(listing.items.values());
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set("items", items);
        String shows = VendorCall.of(exchange).vendor() + " shows " + items.size() + " of ";
        if (listing.total > items.size()) {
            list.put("incomplete", shows + listing.total);
        } else if (listing.pages >= MOST_PAGES) {
            list.put("incomplete", shows + "more than " + MOST_PAGES + " pages");
        }
        return list;
    }

    private static Listing listing(Exchange exchange) {
        return exchange.getProperty(LISTING, Listing.class);
    }
}
