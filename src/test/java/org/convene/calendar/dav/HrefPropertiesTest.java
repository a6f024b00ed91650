package org.convene.calendar.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class HrefPropertiesTest {
    private static final String BASE = "/ann/work/";

    @Property
    void anEncodedNameIsFoundAgain(@ForAll @NotEmpty String name) {
        String text = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        if (!text.equals(".") && !text.equals("..")) {
            String normal = Href.normal(BASE + encoded, BASE).orElseThrow();
            assertEquals(text, URLDecoder.decode(normal.substring(BASE.length()), StandardCharsets.UTF_8));
            assertEquals(Optional.of(normal), Href.normal(encoded, BASE));
            assertEquals(Optional.of(normal), Href.normal("https://other.example:8443" + normal, BASE));
        }
    }

    @Property
    void theNormalFormIsAnAddressAndItsOwnNormalForm(@ForAll String href) {
        Href.normal(href, BASE).ifPresent(normal -> {
            assertEquals(Optional.of(normal), Href.normal(normal, BASE));
            assertEquals(normal, URI.create("http://localhost" + normal).getRawPath());
        });
    }
}
