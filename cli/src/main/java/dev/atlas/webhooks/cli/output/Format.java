package dev.atlas.webhooks.cli.output;

/** For whom output is meant; picocli takes the words as they are written here. */
public enum Format {
    /** People. */
    text,
    /** Scripts: what the server answered, one JSON document on each line. */
    json
}
