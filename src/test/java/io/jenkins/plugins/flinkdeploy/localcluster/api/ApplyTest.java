package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.CONFIG_MAPS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.DEPLOYMENTS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.MERGE;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PARCELS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.Answer;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;

public class ApplyTest {
    private static final String ONE = PARCELS + "/one";

    @Rule
    public final ServedApi api = new ServedApi();

    @Test
    public void an_apply_creates_the_object_and_notes_who_owns_what() {
        Answer created = api.apply(ONE, "alice", "kind: Parcel\napiVersion: example.org/v1\nspec: {size: 2}\n");

        assertThat(created.code()).isEqualTo(201);
        JsonNode entry = created.body().at("/metadata/managedFields/0");
        assertThat(entry.path("manager").asText()).isEqualTo("alice");
        assertThat(entry.path("operation").asText()).isEqualTo("Apply");
        assertThat(entry.path("apiVersion").asText()).isEqualTo("example.org/v1");
        assertThat(entry.path("fieldsType").asText()).isEqualTo("FieldsV1");
        assertThat(entry.path("fieldsV1")).isEqualTo(Json.read("{\"f:spec\":{\"f:size\":{}}}"));
        assertThat(created.body().at("/spec/mode").asText()).isEqualTo("slow");
    }

    @Test
    public void the_same_apply_twice_changes_nothing_not_even_the_resource_version() {
        Answer first = api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"words\":[\"a\"]}"));
        Answer second = api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"words\":[\"a\"]}"));

        assertThat(second.code()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    public void a_field_of_another_manager_is_a_conflict_that_names_manager_and_field() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));

        Answer refused = api.apply(ONE, "bob", parcel("one", "{\"size\":3}"));

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.body().path("reason").asText()).isEqualTo("Conflict");
        assertThat(refused.message()).isEqualTo("Apply failed with 1 conflict: conflict with \"alice\": .spec.size");
        assertThat(refused.body().at("/details/causes/0"))
                .isEqualTo(
                        Json.read(
                                "{\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"alice\\\"\",\"field\":\".spec.size\"}"));
        assertThat(api.get(ONE).body().at("/spec/size").asInt()).isEqualTo(2);
    }

    @Test
    public void force_takes_the_field_and_the_other_manager_loses_it() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"code\":\"a\"}"));

        Answer forced = api.apply(ONE + "?force=true", "bob", parcel("one", "{\"size\":3}"));

        assertThat(forced.code()).isEqualTo(200);
        assertThat(fieldsOf("alice", forced.body())).isEqualTo(Json.read("{\"f:spec\":{\"f:code\":{}}}"));
        assertThat(fieldsOf("bob", forced.body())).isEqualTo(Json.read("{\"f:spec\":{\"f:size\":{}}}"));
    }

    @Test
    public void the_same_value_is_shared_and_stays_while_one_manager_applies_it() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"code\":\"a\"}"));
        assertThat(api.apply(ONE, "bob", parcel("one", "{\"size\":2,\"code\":\"a\"}"))
                        .code())
                .isEqualTo(200);

        Answer one = api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));
        assertThat(one.body().at("/spec/code").asText()).isEqualTo("a");

        Answer none = api.apply(ONE, "bob", parcel("one", "{\"size\":2}"));
        assertThat(none.body().path("spec").has("code")).isFalse();
    }

    @Test
    public void an_ordinary_patch_takes_over_and_the_conflict_says_since_when() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));
        api.patch(ONE + "?fieldManager=editor", MERGE, "{\"spec\":{\"size\":4}}");

        Answer refused = api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .matches("Apply failed with 1 conflict: conflict with \"editor\" using example.org/v1 at "
                        + "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ: \\.spec\\.size");
    }

    @Test
    public void several_conflicts_are_all_listed() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"words\":[\"a\"]}"));

        Answer refused = api.apply(ONE, "bob", parcel("one", "{\"size\":3,\"words\":[\"b\"]}"));

        assertThat(refused.message())
                .isEqualTo("Apply failed with 2 conflicts: conflicts with \"alice\":\n- .spec.size\n- .spec.words");
    }

    @Test
    public void keyed_lists_and_sets_merge_by_element_and_other_lists_as_a_whole() {
        api.apply(
                ONE, "alice", parcel("one", "{\"size\":2,\"tags\":[\"a\"],\"stops\":[{\"town\":\"Ulm\",\"hour\":1}]}"));
        Answer both = api.apply(
                ONE, "bob", parcel("one", "{\"size\":2,\"tags\":[\"b\"],\"stops\":[{\"town\":\"Bonn\",\"hour\":2}]}"));
        assertThat(both.body().at("/spec/tags")).isEqualTo(Json.read("[\"a\",\"b\"]"));
        assertThat(both.body().at("/spec/stops")).hasSize(2);

        Answer left = api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));
        assertThat(left.body().at("/spec/tags")).isEqualTo(Json.read("[\"b\"]"));
        assertThat(left.body().at("/spec/stops")).isEqualTo(Json.read("[{\"town\":\"Bonn\",\"hour\":2}]"));
    }

    @Test
    public void containers_of_a_deployment_merge_by_name() {
        String template =
                """
                {"apiVersion":"apps/v1","kind":"Deployment","spec":{"selector":{"matchLabels":{"a":"b"}},
                 "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[%s]}}}}""";
        api.apply(DEPLOYMENTS + "/d", "alice", template.formatted("{\"name\":\"main\",\"image\":\"x:1\"}"));
        Answer both = api.apply(DEPLOYMENTS + "/d", "bob", template.formatted("{\"name\":\"side\",\"image\":\"y:1\"}"));

        assertThat(both.body().at("/spec/template/spec/containers").findValuesAsText("image"))
                .containsExactly("x:1", "y:1");
        Answer refused =
                api.apply(DEPLOYMENTS + "/d", "bob", template.formatted("{\"name\":\"main\",\"image\":\"x:2\"}"));
        assertThat(refused.message())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"alice\":"
                        + " .spec.template.spec.containers[name=\"main\"].image");
    }

    @Test
    public void status_is_owned_apart_from_the_rest() {
        api.apply(ONE, "alice", parcel("one", "{\"size\":2}"));
        Answer status = api.apply(
                ONE + "/status",
                "alice",
                "{\"apiVersion\":\"example.org/v1\",\"kind\":\"Parcel\",\"spec\":{\"size\":9},\"status\":{\"state\":\"up\"}}");

        assertThat(status.code()).isEqualTo(200);
        assertThat(status.body().at("/spec/size").asInt()).isEqualTo(2);
        assertThat(status.body().at("/status/state").asText()).isEqualTo("up");
        assertThat(status.body().at("/metadata/managedFields/1/subresource").asText())
                .isEqualTo("status");
        assertThat(api.apply(ONE, "alice", parcel("one", "{\"size\":3}"))
                        .body()
                        .at("/status/state")
                        .asText())
                .isEqualTo("up");
    }

    @Test
    public void a_field_that_the_schema_does_not_know_is_refused_as_a_real_server_refuses_it() {
        Answer refused = api.apply(ONE, "alice", parcel("one", "{\"size\":2,\"colour\":\"red\"}"));

        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.body().has("reason")).isFalse();
        assertThat(refused.message())
                .isEqualTo("failed to create typed patch object (default/one; example.org/v1, Kind=Parcel):"
                        + " .spec.colour: field not declared in schema");
    }

    @Test
    public void an_apply_without_a_manager_is_refused() {
        assertThat(api.patch(ONE, ServedApi.APPLY, parcel("one", "{\"size\":2}"))
                        .code())
                .isEqualTo(422);
    }

    /** Whatever was applied before: afterwards a manager's part is exactly what it applied last. */
    @Test
    public void after_two_applies_exactly_the_fields_of_the_second_are_left() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            String path = CONFIG_MAPS + "/m" + seed;
            String others = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":{\"kept\":\"by another\"}}";
            api.apply(path, "other", others);
            String first = configMap(random);
            String second = configMap(random);
            api.apply(path, "mine", first);

            Answer last = api.apply(path, "mine", second);

            assertThat(last.code()).as("seed %d", seed).isEqualTo(200);
            var expected = (com.fasterxml.jackson.databind.node.ObjectNode) Json.read(second);
            expected.withObjectProperty("data").put("kept", "by another");
            for (String part : new String[] {"data", "binaryData"}) {
                assertThat(last.body().path(part)).as("seed %d", seed).isEqualTo(expected.path(part));
            }
            assertThat(last.body().at("/metadata/labels")).isEqualTo(expected.at("/metadata/labels"));
        }
    }

    private static String configMap(Random random) {
        var map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
        for (String place : new String[] {"data", "binaryData", "metadata/labels"}) {
            var node = map;
            for (String step : place.split("/")) {
                if (random.nextInt(4) == 0) {
                    break;
                }
                node = node.withObjectProperty(step);
            }
            if (node != map
                    && !(place.endsWith("labels") && !map.at("/metadata").has("labels"))) {
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    node.put("k" + random.nextInt(5), "v" + random.nextInt(3));
                }
            }
        }
        return map.toString();
    }

    private static JsonNode fieldsOf(String manager, JsonNode object) {
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry.path("fieldsV1");
            }
        }
        throw new AssertionError("no entry of " + manager + " in " + object);
    }
}
