package io.jenkins.plugins.flinkdeploy.engine.resource.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.DefinitionReader;
import io.jenkins.plugins.flinkdeploy.engine.definition.NamedSource;
import io.jenkins.plugins.flinkdeploy.engine.model.Manifest;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Change;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Comparison;
import io.jenkins.plugins.flinkdeploy.engine.resource.plan.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class ManifestImportTest {
    private static final Path FILES =
            Path.of("src/test/resources/io/jenkins/plugins/flinkdeploy/engine/resource/adopt");
    private static final List<String> NAMES =
            List.of("basic", "stateful", "nested-no-ha", "standalone-suspended", "session");

    @Test
    public void what_was_imported_exactly_is_rendered_so_that_the_operator_restarts_nothing() throws IOException {
        for (String name : NAMES) {
            Manifest manifest = manifest(name);
            Imported imported = ManifestImport.of(name, List.of(manifest), true);

            assertThat(changes(manifest, imported))
                    .as("%s%n%s", name, imported.yaml())
                    .allMatch(change -> change.impact() == Impact.IN_PLACE || change.impact() == Impact.IGNORED);
        }
    }

    @Test
    public void by_default_only_the_words_differ() throws IOException {
        for (String name : NAMES) {
            Manifest manifest = manifest(name);
            Imported imported = ManifestImport.of(name, List.of(manifest), false);

            assertThat(changes(manifest, imported))
                    .as("%s%n%s", name, imported.yaml())
                    .extracting(Change::path)
                    .isSubsetOf(
                            "mode",
                            "order of env",
                            "jobManager.cpu",
                            "jobManager.memory",
                            "taskManager.memory",
                            "taskManager.slots",
                            "flinkConf.high-availability.type",
                            "flinkConf.kubernetes.operator.job.upgrade.last-state-fallback.enabled");
        }
    }

    @Test
    public void any_part_may_be_missing() throws IOException {
        Random random = new Random(20);
        int importable = 0;
        for (int i = 0; i < 300; i++) {
            ObjectNode tree = manifest("stateful").toTree();
            thin(tree.withObject("/spec"), random, 0);
            tree.withObject("/spec").put("flinkVersion", "v1_20").put("serviceAccount", "flink");
            Manifest manifest = Manifest.of(tree);
            Imported imported;
            try {
                imported = ManifestImport.of("thinned", List.of(manifest), true);
            } catch (UserException refused) {
                continue; // a specification that the operator would refuse as well
            }
            importable++;
            assertThat(changes(manifest, imported))
                    .as("%s%n%s", manifest.toTree().toPrettyString(), imported.yaml())
                    .allMatch(change -> change.impact() == Impact.IN_PLACE || change.impact() == Impact.IGNORED);
        }
        assertThat(importable).isGreaterThan(60);
    }

    /** Removes about every sixth key. */
    private static void thin(ObjectNode object, Random random, int depth) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            if (random.nextInt(6) == 0 && !key.equals("name") && !key.equals("image")) {
                object.remove(key);
            } else if (object.get(key) instanceof ObjectNode inner && depth < 3) {
                thin(inner, random, depth + 1);
            }
        }
    }

    @Test
    public void the_file_uses_its_own_words_and_tells_what_is_in_the_template() throws IOException {
        Imported imported = ManifestImport.ofYaml("stateful.yaml", text("stateful"), false);

        assertThat(imported.yaml())
                .startsWith("# Imported from stateful.yaml.")
                .contains("service: clicks\n")
                .contains("resourceName: clicks\n")
                .contains("flinkVersion: '1.20'\n")
                .contains("jar: clicks.jar\n")
                .contains("savepoints: s3://clicks/savepoints\n")
                .contains("memory: 1536m\n")
                .contains("disk: ssd\n")
                .contains("      STAGE: prod\n")
                .contains("      DB_PASSWORD:\n        secret: clicks-db\n")
                .contains("host: '{{name}}.flink.example.org'\n");
        assertThat(imported.notes())
                .anyMatch(note -> note.contains("are in template")
                        && note.contains("spec.logConfiguration")
                        && note.contains("spec.podTemplate"));
    }

    @Test
    public void a_session_cluster_comes_with_its_jobs_and_the_rest_is_named() throws IOException {
        Imported imported = ManifestImport.ofYaml("session.yaml", text("session"), false);

        ClusterDefinition definition = definition(imported);
        assertThat(definition.resourceName()).isEqualTo("shared-session");
        assertThat(imported.yaml()).contains("jar: https://example.org/first.jar");
        assertThat(String.join("\n", imported.notes()))
                .contains("session job first")
                .contains("restartNonce")
                .contains("Left out: ConfigMap other.");
    }

    @Test
    public void what_is_no_flink_deployment_is_refused() {
        assertThatThrownBy(() -> ManifestImport.ofYaml("a.yaml", "kind: ConfigMap\n", false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no FlinkDeployment in a.yaml");
        assertThatThrownBy(() -> ManifestImport.ofYaml("a.yaml", "a: [", false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.yaml cannot be imported");
        assertThatThrownBy(() -> ManifestImport.ofYaml("a.yaml", "!!java.net.URL [\"https://example.org\"]", false))
                .isInstanceOf(UserException.class);
    }

    private static List<Change> changes(Manifest manifest, Imported imported) {
        ClusterDefinition definition = definition(imported);
        assertThat(definition.resourceName()).isEqualTo(manifest.name());
        Manifest rendered = Renderer.renderAll(
                        definition,
                        new RenderContext(
                                definition.existingImage().orElse(""),
                                Optional.empty(),
                                manifest.namespace(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "d"))
                .get(0)
                .manifest();
        return Comparison.of(Optional.of(manifest), rendered, Optional.empty()).changes();
    }

    private static ClusterDefinition definition(Imported imported) {
        return DefinitionReader.read(new NamedSource("flink.yaml", imported.yaml()), "service")
                .clusters()
                .get(0);
    }

    private static Manifest manifest(String name) throws IOException {
        return Manifest.of(YamlDocuments.read(name, text(name)).get(0));
    }

    private static String text(String name) throws IOException {
        return Files.readString(FILES.resolve(name + ".yaml"));
    }
}
