package org.convene.people.directory;

/** What a source calls somebody or some group: unique together with the source. */
public record RecordKey(String source, String key) {
    /** In one text, as documents of the directory have it. */
    @Override
    public String toString() {
        return source + '/' + key;
    }

    static RecordKey parse(String text) {
        int slash = text.indexOf('/');
        return new RecordKey(text.substring(0, slash), text.substring(slash + 1));
    }
}
