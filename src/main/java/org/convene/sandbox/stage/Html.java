package org.convene.sandbox.stage;

import org.apache.commons.text.StringEscapeUtils;

/** The frame of every page of a sandbox: no script, narrow screens first. */
public final class Html {

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1d2733;background:#fff}
            h1{font-size:1.5rem;overflow-wrap:anywhere} h2{font-size:1.15rem;margin-top:2rem;overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%} th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #d5dde5;
            vertical-align:top;overflow-wrap:anywhere} .scroll{overflow-x:auto} code,textarea{font:14px/1.4 monospace}
            textarea{width:100%;box-sizing:border-box} form{display:inline} button{font:inherit;padding:.2rem .7rem}
            .note{color:#53606e} .who{font-size:1.2rem;padding:.7rem 1rem;background:#eef4fb;border-radius:.4rem}
            """;

    private Html() {}

    /** @param body is trusted markup; everything from outside in it has gone through {@link #text} */
    public static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + text(title) + "</title><style>" + STYLE
                + "</style></head><body>\n" + body + "\n</body></html>\n";
    }

    public static String text(Object value) {
        return value == null
                ? ""
                : StringEscapeUtils.escapeHtml4(value.toString()).replace("'", "&#39;");
    }
}
