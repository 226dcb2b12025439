package io.jenkins.plugins.flinkdeploy.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.resource.ManifestYaml;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderContext;
import io.jenkins.plugins.flinkdeploy.engine.resource.RenderedResource;
import io.jenkins.plugins.flinkdeploy.engine.resource.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What holds for every file, not only for those that somebody thought of. Trees are written as JSON, which is YAML. */
class AnyYamlTest {
    private static final int TRIES = 1_000;
    private static final RenderContext CONTEXT = new RenderContext(
            "registry.example.org/a:1",
            Optional.empty(),
            "streaming",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "d");

    @Property(tries = TRIES)
    void any_tree_gives_a_definition_that_renders_or_located_problems(@ForAll("files") JsonNode file) {
        check(List.of(new NamedSource("flink.yaml", file.toString())));
    }

    @Property(tries = TRIES)
    void any_two_layers_give_a_definition_that_renders_or_located_problems(
            @ForAll("files") JsonNode file, @ForAll("files") JsonNode over) {
        check(List.of(
                new NamedSource("flink.yaml", file.toString()), new NamedSource("flink-prod.yaml", over.toString())));
    }

    @Property(tries = TRIES)
    void any_text_gives_a_definition_or_located_problems(@ForAll String text) {
        check(List.of(new NamedSource("flink.yaml", text)));
    }

    @Property(tries = TRIES)
    void it_does_not_matter_which_neighbours_are_merged_first(
            @ForAll("trees") JsonNode a, @ForAll("trees") JsonNode b, @ForAll("trees") JsonNode c) {
        Tree.Mapping left = Layers.merge(Layers.merge(tree(a), tree(b)), tree(c));
        Tree.Mapping right = Layers.merge(tree(a), Layers.merge(tree(b), tree(c)));

        assertThat(settled(left)).isEqualTo(settled(right));
    }

    @Property(tries = TRIES)
    void the_stronger_layer_wins_where_it_says_anything(@ForAll("trees") JsonNode a, @ForAll("trees") JsonNode b) {
        JsonNode merged = settled(Layers.merge(tree(a), tree(b)));

        b.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                assertThat(merged.has(field.getKey())).isFalse();
            } else if (!field.getValue().isObject()) {
                assertThat(merged.get(field.getKey()))
                        .isEqualTo(settled(tree(b)).get(field.getKey()));
            }
        });
        a.properties().forEach(field -> {
            if (!b.has(field.getKey())) {
                assertThat(merged.get(field.getKey()))
                        .isEqualTo(settled(tree(a)).get(field.getKey()));
            }
        });
    }

    /** What was rendered is a manifest file in its own right; rendering it again says the same. */
    private static void stable(ClusterDefinition cluster, List<RenderedResource> rendered) {
        String yaml = String.join(
                "---\n",
                rendered.stream()
                        .map(each -> ManifestYaml.write(each.manifest()))
                        .toList());
        Definition again;
        try {
            again = DefinitionReader.read(new NamedSource("rendered.yaml", yaml), cluster.service());
        } catch (DefinitionException e) {
            // A template may say what the rules for manifests refuse; then there is nothing to compare.
            assertThat(cluster.flink().orElseThrow().template()).as(yaml).isNotEmpty();
            return;
        }
        List<RenderedResource> twice = Renderer.renderAll(again.clusters().get(0), CONTEXT);
        assertThat(twice.stream().map(RenderedResource::manifest).map(each -> each.at("/spec")))
                .containsExactlyElementsOf(rendered.stream()
                        .map(RenderedResource::manifest)
                        .map(each -> each.at("/spec"))
                        .toList());
    }

    private static void check(List<NamedSource> layers) {
        Definition definition;
        try {
            definition = DefinitionReader.read(layers, "service");
            Statistics.collect("definition");
        } catch (DefinitionException e) {
            Statistics.collect("problems");
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank();
            });
            return;
        }
        for (ClusterDefinition cluster : definition.clusters()) {
            List<RenderedResource> rendered = Renderer.renderAll(cluster, CONTEXT);
            assertThat(Renderer.renderAll(cluster, CONTEXT)).isEqualTo(rendered);
            if (cluster.flink().isPresent()) {
                stable(cluster, rendered);
            }
        }
    }

    /** Files made of the model's own keys, each with a value that fits or one that does not. */
    @Provide
    Arbitrary<JsonNode> files() {
        Arbitrary<Map<String, JsonNode>> clusters = Arbitraries.maps(
                        Arbitraries.of("main", "other", "Ünï"), section(ClusterFileModel.CLUSTER, 4))
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<JsonNode> whole = clusters.map(map -> {
            ObjectNode file = Json.object();
            ObjectNode inner = file.putObject("clusters");
            map.forEach((name, cluster) -> {
                ObjectNode full = Json.object().put("flinkVersion", "1.20");
                full.putObject("jobs").putObject("a").put("jar", "a.jar").put("state", "stateless");
                full.setAll((ObjectNode) cluster);
                inner.set(name, full);
            });
            return file;
        });
        return Arbitraries.frequencyOf(
                Tuple.of(6, whole), Tuple.of(2, section(ClusterFileModel.FILE, 5)), Tuple.of(1, trees()));
    }

    private static Arbitrary<JsonNode> section(Shape.Section section, int depth) {
        List<Arbitrary<ObjectNode>> parts = new ArrayList<>();
        for (Shape.Key key : section.keys()) {
            Arbitrary<JsonNode> value = depth == 0 ? scalars() : value(key.shape(), depth - 1);
            parts.add(value.optional(0.15)
                    .map(chosen -> chosen.map(node -> Json.object().<ObjectNode>set(key.name(), node))
                            .orElseGet(Json::object)));
        }
        return Combinators.combine(parts).as(chosen -> {
            ObjectNode all = Json.object();
            chosen.forEach(all::setAll);
            return all;
        });
    }

    private static Arbitrary<JsonNode> value(Shape shape, int depth) {
        Arbitrary<JsonNode> fitting;
        if (shape instanceof Shape.Section section) {
            fitting = section(section, depth);
        } else if (shape instanceof Shape.Named named) {
            fitting = Arbitraries.maps(Arbitraries.of("a", "b", "B.c", "/x/"), value(named.of(), depth))
                    .ofMaxSize(2)
                    .map(map -> Json.object().setAll(map));
        } else if (shape instanceof Shape.Items items) {
            fitting = value(items.of(), depth).list().ofMaxSize(2).map(list -> Json.object()
                    .arrayNode()
                    .addAll(list));
        } else if (shape instanceof Shape.Choice choice) {
            fitting = Arbitraries.of(choice.values()).map(Json.object()::textNode);
        } else if (shape instanceof Shape.Raw) {
            fitting = Arbitraries.just(Json.object().put("k", "v"));
        } else {
            fitting = Arbitraries.of(
                            "1",
                            "0.5",
                            "2g",
                            "5m",
                            "17%",
                            "true",
                            "false",
                            "a",
                            "a.jar",
                            "a/b",
                            "$(a)",
                            "s3://b/c",
                            "1.19",
                            "2.0",
                            "0755")
                    .map(Json.object()::textNode);
        }
        return Arbitraries.frequencyOf(Tuple.of(12, fitting), Tuple.of(1, scalars()));
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.of("null", "{}", "[]", "1", "-1", "1.5", "true", "\"\"", "\"x\"", "\"${X}\"", "[null]")
                .map(text -> Json.read(text, JsonNode.class));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return maps(3);
    }

    private static Arbitrary<JsonNode> maps(int depth) {
        Arbitrary<JsonNode> values =
                depth == 0 ? scalars() : Arbitraries.frequencyOf(Tuple.of(2, scalars()), Tuple.of(1, maps(depth - 1)));
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "clusters"), values)
                .ofMaxSize(3)
                .map(map -> Json.object().setAll(map));
    }

    private static Tree.Mapping tree(JsonNode node) {
        return (Tree.Mapping) YamlReader.read(new NamedSource("f", node.toString()), new Problems())
                .get(0);
    }

    private static JsonNode settled(Tree.Mapping mapping) {
        return JsonTrees.json(Layers.withoutNulls(mapping));
    }
}
