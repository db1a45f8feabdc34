package dev.atlas.webhooks.quickstart;

/** The first step of the build runs this from its source, since Maven itself is told to be quiet. */
final class Announcement {
    private Announcement() {}

    public static void main(String[] arguments) {
        System.out.println(
                """
                Building Atlas Webhooks and starting it with a database of its own.
                The first time, Maven downloads about 300 MB without a word and compiles; that takes a minute or a few.""");
    }
}
