package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.CONFIG_MAPS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.DEPLOYMENTS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.MERGE;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PARCELS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PODS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.Answer;
import org.junit.Rule;
import org.junit.Test;

public class SchemaTest {
    @Rule
    public final ServedApi api = new ServedApi();

    @Test
    public void defaults_are_filled_in_and_unknown_fields_taken_out_with_a_warning() {
        Answer created = api.post(
                PARCELS, parcel("one", "{\"size\":1,\"colour\":\"red\",\"stops\":[{\"town\":\"Ulm\",\"x\":1}]}"));

        assertThat(created.code()).isEqualTo(201);
        assertThat(created.body().path("spec"))
                .isEqualTo(Json.read("{\"size\":1,\"stops\":[{\"town\":\"Ulm\"}],\"mode\":\"slow\"}"));
        assertThat(created.response().headers().allValues("Warning"))
                .containsExactly(
                        "299 - \"unknown field \\\"spec.colour\\\"\"",
                        "299 - \"unknown field \\\"spec.stops[0].x\\\"\"");
    }

    @Test
    public void strict_validation_refuses_unknown_fields_by_name() {
        Answer refused =
                api.post(PARCELS + "?fieldValidation=Strict", parcel("one", "{\"size\":1,\"colour\":\"red\",\"b\":1}"));

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.body().path("reason").asText()).isEqualTo("BadRequest");
        assertThat(refused.message())
                .isEqualTo("Parcel in version \"v1\" cannot be handled as a Parcel: strict decoding error:"
                        + " unknown field \"spec.colour\", unknown field \"spec.b\"");
        assertThat(api.get(PARCELS + "/one").code()).isEqualTo(404);
    }

    @Test
    public void every_violation_is_a_cause_with_its_field() {
        Answer refused = api.post(
                PARCELS,
                parcel("one", "{\"size\":11,\"mode\":\"warp\",\"code\":\"A1\",\"words\":\"x\",\"port\":true}"));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.body().path("reason").asText()).isEqualTo("Invalid");
        assertThat(refused.body().at("/details/kind").asText()).isEqualTo("Parcel");
        assertThat(refused.body().at("/details/causes").findValuesAsText("field"))
                .containsExactlyInAnyOrder("spec.size", "spec.mode", "spec.code", "spec.words", "spec.port");
        assertThat(refused.message())
                .startsWith("Parcel.example.org \"one\" is invalid: [")
                .contains("spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10")
                .contains("spec.mode: Unsupported value: \"warp\": supported values: \"fast\", \"slow\"")
                .contains("spec.code: Invalid value: \"A1\": spec.code in body should match '^[a-z]+$'")
                .contains("spec.words: Invalid value: \"string\": spec.words in body must be of type array: \"x\"");
    }

    @Test
    public void a_missing_required_field_is_named() {
        Answer refused = api.post(PARCELS, parcel("one", "{}"));

        assertThat(refused.message()).isEqualTo("Parcel.example.org \"one\" is invalid: spec.size: Required value");
        assertThat(refused.body().at("/details/causes/0/reason").asText()).isEqualTo("FieldValueRequired");
    }

    @Test
    public void null_is_a_value_only_where_the_schema_allows_it() {
        assertThat(api.post(PARCELS, parcel("one", "{\"size\":1,\"note\":null}"))
                        .code())
                .isEqualTo(201);
        assertThat(api.post(PARCELS, parcel("two", "{\"size\":1,\"code\":null}"))
                        .code())
                .isEqualTo(422);
        assertThat(api.post(PARCELS, parcel("three", "{\"size\":1,\"mode\":null}"))
                        .body()
                        .at("/spec/mode")
                        .asText())
                .isEqualTo("slow");
    }

    @Test
    public void what_is_to_be_preserved_is_preserved_and_maps_are_checked_by_value() {
        Answer created = api.post(
                PARCELS,
                parcel(
                        "one",
                        "{\"size\":1,\"port\":\"http\",\"anything\":{\"a\":[{\"b\":1}]},\"labels\":{\"x\":\"y\"}}"));
        assertThat(created.body().at("/spec/anything/a/0/b").asInt()).isEqualTo(1);
        assertThat(created.body().at("/spec/labels/x").asText()).isEqualTo("y");

        assertThat(api.post(PARCELS, parcel("two", "{\"size\":1,\"labels\":{\"x\":1}}"))
                        .code())
                .isEqualTo(422);
    }

    @Test
    public void elements_of_keyed_lists_are_unique() {
        assertThat(api.post(PARCELS, parcel("one", "{\"size\":1,\"stops\":[{\"town\":\"Ulm\"},{\"town\":\"Ulm\"}]}"))
                        .message())
                .contains("spec.stops: Duplicate value");
    }

    @Test
    public void a_patch_is_validated_as_a_whole_object() {
        api.post(PARCELS, parcel("one", "{\"size\":1}"));

        assertThat(api.patch(PARCELS + "/one", MERGE, "{\"spec\":{\"size\":0}}").code())
                .isEqualTo(422);
        assertThat(api.get(PARCELS + "/one").body().at("/spec/size").asInt()).isEqualTo(1);
    }

    @Test
    public void whole_numbers_are_the_same_with_and_without_a_point() {
        Answer created = api.post(PARCELS, parcel("one", "{\"size\":2.0}"));

        assertThat(created.body().at("/spec/size").toString()).isEqualTo("2");
    }

    @Test
    public void names_labels_and_contents_of_built_in_kinds_are_checked() {
        assertThat(api.post(PARCELS, parcel("One", "{\"size\":1}")).message())
                .contains("metadata.name: Invalid value: \"One\"");
        assertThat(api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\",\"labels\":{\"x\":\"a b\"}}}")
                        .message())
                .contains("metadata.labels: Invalid value: \"a b\"");
        assertThat(api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"x\":1}}")
                        .code())
                .isEqualTo(400);
        assertThat(api.post(PODS, "{\"metadata\":{\"name\":\"a\"},\"spec\":{}}").message())
                .contains("spec.containers: Required value");
        assertThat(api.post(DEPLOYMENTS, "{\"metadata\":{\"name\":\"a\"},\"spec\":{}}")
                        .message())
                .contains("spec.selector: Required value");
    }

    @Test
    public void a_kind_that_is_not_installed_is_not_found() {
        Answer answer = api.get("/apis/example.com/v1/namespaces/default/things");

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.body().asText()).isEqualTo("404 page not found\n");
    }

    @Test
    public void a_kind_is_served_no_more_after_its_definition_is_deleted() {
        api.post(PARCELS, parcel("one", "{\"size\":1}"));

        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/parcels.example.org";
        assertThat(api.get(definition).body().at("/status/conditions").findValuesAsText("type"))
                .contains("Established");
        api.delete(definition);

        assertThat(api.get(PARCELS).code()).isEqualTo(404);
    }

    @Test
    public void tables_have_the_columns_of_the_definition() {
        api.post(PARCELS, parcel("one", "{\"size\":7}"));

        JsonNode table = api.getTable(PARCELS).body();

        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions").findValuesAsText("name")).containsExactly("Name", "Size");
        assertThat(table.at("/rows/0/cells")).isEqualTo(Json.read("[\"one\",\"7\"]"));
        assertThat(table.at("/rows/0/object/metadata/name").asText()).isEqualTo("one");
    }
}
