package dev.atlas.webhooks.standalone;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes an executable WAR laid out as the product's: launcher at the root, server in WEB-INF/runner, one class. */
final class SampleWar {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String LAUNCHER = "dev/atlas/webhooks/launcher/Launcher";
    private static final String APPLICATION = SampleApplication.class.getName();
    private static final String WEB_XML =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <listener><listener-class>%s</listener-class></listener>
            </web-app>
            """
                    .formatted(APPLICATION);

    private SampleWar() {}

    static Path in(Path folder) throws IOException {
        Path server = folder.resolve("server.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(server))) {
            addClasses(jar);
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LAUNCHER.replace('/', '.'));
        Path war = folder.resolve("sample app.war");
        try (OutputStream file = Files.newOutputStream(war);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            add(jar, LAUNCHER + ".class", Files.readAllBytes(CLASSES.resolve(LAUNCHER + ".class")));
            add(jar, "WEB-INF/web.xml", WEB_XML.getBytes(StandardCharsets.UTF_8));
            String application = APPLICATION.replace('.', '/') + ".class";
            add(
                    jar,
                    "WEB-INF/classes/" + application,
                    Files.readAllBytes(Path.of("target", "test-classes").resolve(application)));
            add(jar, "WEB-INF/runner/server.jar", Files.readAllBytes(server));
            for (Path library : serverLibraries()) {
                add(jar, "WEB-INF/runner/" + library.getFileName(), Files.readAllBytes(library));
            }
        }
        return war;
    }

    private static void addClasses(JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(jar, CLASSES.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static List<Path> serverLibraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("(jetty|slf4j|jakarta.servlet).*\\.jar"))
                .toList();
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
