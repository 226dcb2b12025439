package io.jenkins.plugins.flinkdeploy.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** Holds the engine to {@code docs/architecture.puml} and to being plain Java. */
public class EngineArchitectureTest {
    private static final String ENGINE = "io.jenkins.plugins.flinkdeploy.engine";
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/flinkdeploy");
    /** Both builds keep test classes in a directory of this name, but not at the place where ArchUnit looks for it. */
    private static final ImportOption MAIN = location -> !location.contains("/test-classes/");

    private static final int LONGEST = 500;

    private final JavaClasses engine =
            new ClassFileImporter().withImportOption(MAIN).importPackages(ENGINE);

    @Test
    public void the_engine_knows_neither_Jenkins_nor_the_command_line_nor_the_local_cluster() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "org.kohsuke..",
                        "io.jenkins.plugins.flinkdeploy.localcluster..",
                        "io.jenkins.plugins.flinkdeploy.standalone..")
                .check(engine);
    }

    @Test
    public void the_packages_use_each_other_only_as_the_picture_shows() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        Path.of("docs/architecture.puml"), consideringOnlyDependenciesInDiagram()))
                .check(engine);
    }

    @Test
    public void every_package_of_the_engine_is_in_the_picture() throws IOException {
        String picture = Files.readString(Path.of("docs/architecture.puml"));
        try (Stream<Path> packages = Files.list(SOURCES.resolve("engine"))) {
            for (Path found : packages.filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.list(found)) {
                    if (files.findAny().isPresent()) {
                        assertThat(picture).contains("<<..engine." + found.getFileName() + "..>>");
                    }
                }
            }
        }
    }

    @Test
    public void decisions_have_no_clock_no_thread_and_no_network() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE + ".health")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent..", "io.fabric8..")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(engine);
        noClasses()
                .that()
                .haveNameMatching(".*\\.deploy\\.(DeploymentMachine|Preparing|Watching|BackupSavepoint|Failing|Draft)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent..", "io.fabric8..", ENGINE + ".kube")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(engine);
    }

    @Test
    public void no_source_file_is_longer_than_can_be_read() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
