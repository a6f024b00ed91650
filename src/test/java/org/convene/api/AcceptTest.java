package org.convene.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html, */*",
                "TEXT/HTML;q=0.9, application/json;q=0.1",
                "text/*;q=0.5",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void whoeverPrefersHtmlGetsAPage(String header) {
        assertTrue(Accept.prefersPage(header));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "text/html, application/json",
                "text/html;q=0",
                "text/html;q=high",
                "text/html;q=0.5, application/*",
                "text/plain, */*"
            })
    void everybodyElseGetsJson(String header) {
        assertFalse(Accept.prefersPage(header));
    }
}
