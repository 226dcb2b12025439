package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.CONFIG_MAPS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.DEPLOYMENTS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.MERGE;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PARCELS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PODS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.Answer;
import org.junit.Rule;
import org.junit.Test;

public class WriteTest {
    private static final String ONE = PARCELS + "/one";

    @Rule
    public final ServedApi api = new ServedApi();

    @Test
    public void a_new_object_gets_what_only_the_server_gives() {
        JsonNode metadata =
                api.post(PARCELS, parcel("one", "{\"size\":1}")).body().path("metadata");

        assertThat(metadata.path("uid").asText()).hasSize(36);
        assertThat(metadata.path("creationTimestamp").asText()).endsWith("Z");
        assertThat(metadata.path("generation").asInt()).isEqualTo(1);
        assertThat(metadata.path("namespace").asText()).isEqualTo("default");
        assertThat(metadata.path("resourceVersion").asText()).isNotEmpty();
        assertThat(metadata.at("/managedFields/0/manager").asText()).isEqualTo("tester");
        assertThat(metadata.at("/managedFields/0/operation").asText()).isEqualTo("Update");
    }

    @Test
    public void names_are_generated_and_taken_names_are_refused() {
        String generated = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"generateName\":\"a-\"}}";
        assertThat(api.post(CONFIG_MAPS, generated).body().at("/metadata/name").asText())
                .matches("a-[a-z0-9]{5}");

        api.post(PARCELS, parcel("one", "{\"size\":1}"));
        Answer taken = api.post(PARCELS, parcel("one", "{\"size\":1}"));
        assertThat(taken.code()).isEqualTo(409);
        assertThat(taken.body().path("reason").asText()).isEqualTo("AlreadyExists");
        assertThat(taken.message()).isEqualTo("parcels.example.org \"one\" already exists");
    }

    @Test
    public void nothing_is_created_in_a_namespace_that_does_not_exist() {
        Answer refused = api.post(PARCELS.replace("default", "nowhere"), parcel("one", "{\"size\":1}"));

        assertThat(refused.code()).isEqualTo(404);
        assertThat(refused.message()).isEqualTo("namespaces \"nowhere\" not found");
        assertThat(api.apply(PARCELS.replace("default", "nowhere") + "/one", "a", parcel("one", "{\"size\":1}"))
                        .message())
                .isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    public void the_generation_counts_changes_of_the_spec_only() {
        api.post(PARCELS, parcel("one", "{\"size\":1}"));

        assertThat(generation(api.patch(
                        ONE, MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"},\"finalizers\":[\"x.org/y\"]}}")))
                .isEqualTo(1);
        assertThat(generation(api.patch(ONE + "/status", MERGE, "{\"status\":{\"state\":\"up\"}}")))
                .isEqualTo(1);
        assertThat(generation(api.patch(ONE, MERGE, "{\"spec\":{\"size\":2}}"))).isEqualTo(2);
        assertThat(generation(api.patch(ONE, MERGE, "{\"spec\":{\"size\":2}}"))).isEqualTo(2);
        assertThat(generation(api.delete(ONE))).isEqualTo(3);
    }

    @Test
    public void status_and_the_rest_are_written_apart() {
        String withStatus = "{\"metadata\":{\"name\":\"one\"},\"spec\":{\"size\":1},\"status\":{\"state\":\"early\"}}";
        assertThat(api.post(PARCELS, withStatus).body().has("status")).isFalse();

        Answer status = api.patch(ONE + "/status", MERGE, "{\"spec\":{\"size\":9},\"status\":{\"state\":\"up\"}}");
        assertThat(status.body().at("/spec/size").asInt()).isEqualTo(1);
        assertThat(status.body().at("/status/state").asText()).isEqualTo("up");

        Answer rest = api.patch(ONE, MERGE, "{\"spec\":{\"size\":3},\"status\":null}");
        assertThat(rest.body().at("/spec/size").asInt()).isEqualTo(3);
        assertThat(rest.body().at("/status/state").asText()).isEqualTo("up");
    }

    @Test
    public void a_write_for_an_old_version_is_refused_and_one_without_a_version_too_for_custom_kinds() {
        ObjectNode first = api.post(PARCELS, parcel("one", "{\"size\":1}")).object();
        api.patch(ONE, MERGE, "{\"spec\":{\"size\":2}}");

        Answer refused = api.put(ONE, first);
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo("Operation cannot be fulfilled on parcels.example.org \"one\": the object has been modified;"
                        + " please apply your changes to the latest version and try again");

        Meta.of(first).remove("resourceVersion");
        assertThat(api.put(ONE, first).code()).isEqualTo(422);
    }

    @Test
    public void a_write_that_changes_nothing_keeps_the_resource_version() {
        ObjectNode first = api.post(PARCELS, parcel("one", "{\"size\":1}")).object();

        assertThat(api.put(ONE, first).body()).isEqualTo(first);
    }

    @Test
    public void dry_runs_validate_and_answer_but_leave_no_trace() {
        Answer created = api.post(PARCELS + "?dryRun=All", parcel("one", "{\"size\":1}"));
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.body().at("/spec/mode").asText()).isEqualTo("slow");
        assertThat(api.get(ONE).code()).isEqualTo(404);
        assertThat(api.post(PARCELS + "?dryRun=All", parcel("one", "{\"size\":0}"))
                        .code())
                .isEqualTo(422);
        assertThat(api.apply(ONE + "?dryRun=All", "a", parcel("one", "{\"size\":1}"))
                        .code())
                .isEqualTo(201);
        assertThat(api.get(ONE).code()).isEqualTo(404);

        JsonNode stored =
                api.post(PARCELS, parcel("one", "{\"size\":1}")).body().deepCopy();
        String revision =
                api.get(PARCELS).body().at("/metadata/resourceVersion").asText();
        assertThat(api.patch(ONE + "?dryRun=All", MERGE, "{\"spec\":{\"size\":2}}")
                        .body()
                        .at("/spec/size")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.apply(ONE + "?dryRun=All&force=true", "a", parcel("one", "{\"size\":3}"))
                        .body()
                        .at("/metadata/generation")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.delete(ONE + "?dryRun=All").code()).isEqualTo(200);
        assertThat(api.get(ONE).body()).isEqualTo(stored);
        assertThat(api.get(PARCELS).body().at("/metadata/resourceVersion").asText())
                .isEqualTo(revision);
        assertThat(api.post(PARCELS + "?dryRun=Some", parcel("two", "{\"size\":1}"))
                        .code())
                .isEqualTo(400);
    }

    @Test
    public void built_in_kinds_get_the_defaults_of_a_real_server() {
        JsonNode deployment = api.post(
                        DEPLOYMENTS,
                        """
                        {"metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":
                         {"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"x:1"}]}}}}""")
                .body();
        assertThat(deployment.path("status").isObject()).isTrue();
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Always");

        JsonNode service = api.post(
                        "/api/v1/namespaces/default/services",
                        "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"NodePort\",\"ports\":[{\"port\":80}]}}")
                .body();
        assertThat(service.at("/spec/clusterIP").asText()).startsWith("10.96.");
        assertThat(service.at("/spec/ports/0/targetPort").asInt()).isEqualTo(80);
        assertThat(service.at("/spec/ports/0/nodePort").asInt()).isGreaterThanOrEqualTo(30000);
        Answer changed = api.patch(
                "/api/v1/namespaces/default/services/s",
                MERGE,
                "{\"spec\":{\"clusterIP\":null,\"selector\":{\"a\":\"b\"}}}");
        assertThat(changed.body().at("/spec/clusterIP")).isEqualTo(service.at("/spec/clusterIP"));
        assertThat(api.get("/api/v1/namespaces/default/serviceaccounts/default").code())
                .isEqualTo(200);
    }

    @Test
    public void patches_of_all_kinds_are_understood() {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"m\"},\"data\":{\"a\":\"1\"}}");

        assertThat(api.patch(
                                CONFIG_MAPS + "/m",
                                "application/json-patch+json",
                                "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"1\"},{\"op\":\"add\",\"path\":\"/data/b\",\"value\":\"2\"}]")
                        .body()
                        .path("data"))
                .isEqualTo(Json.read("{\"a\":\"1\",\"b\":\"2\"}"));
        assertThat(api.patch(
                                CONFIG_MAPS + "/m",
                                "application/json-patch+json",
                                "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"0\"}]")
                        .code())
                .isEqualTo(422);
        assertThat(api.patch(CONFIG_MAPS + "/m", MERGE, "{\"data\":{\"a\":null}}")
                        .body()
                        .path("data"))
                .isEqualTo(Json.read("{\"b\":\"2\"}"));
        assertThat(api.patch(CONFIG_MAPS + "/m", "text/plain", "{}").code()).isEqualTo(415);
        assertThat(api.patch(PARCELS + "/m", "application/strategic-merge-patch+json", "{}")
                        .code())
                .isEqualTo(415);

        api.post(
                PODS,
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"x:1\"},{\"name\":\"b\",\"image\":\"y:1\"}]}}");
        JsonNode pod = api.patch(
                        PODS + "/p",
                        "application/strategic-merge-patch+json",
                        "{\"spec\":{\"containers\":[{\"name\":\"b\",\"image\":\"y:2\"},{\"name\":\"a\",\"$patch\":\"delete\"}]}}")
                .body();
        assertThat(pod.at("/spec/containers").findValuesAsText("image")).containsExactly("y:2");
    }

    @Test
    public void lists_are_narrowed_by_labels_and_fields() {
        for (String name : new String[] {"a", "b", "c"}) {
            api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"is\":\"%s\"}}}".formatted(name, name));
        }
        assertThat(names("labelSelector=is=a")).containsExactly("a");
        assertThat(names("labelSelector=is%20in%20(a,c)")).containsExactly("a", "c");
        assertThat(names("labelSelector=is%20notin%20(a,c)")).containsExactly("b");
        assertThat(names("labelSelector=is,is!=a")).containsExactly("b", "c");
        assertThat(names("labelSelector=!is")).isEmpty();
        assertThat(names("fieldSelector=metadata.name=b")).containsExactly("b");
        assertThat(api.get(PARCELS + "?fieldSelector=spec.size=1").code()).isEqualTo(400);
    }

    private Iterable<String> names(String query) {
        return api.get(CONFIG_MAPS + "?" + query).body().path("items").findParents("labels").stream()
                .map(metadata -> metadata.path("name").asText())
                .toList();
    }

    private static int generation(Answer answer) {
        return answer.body().at("/metadata/generation").asInt();
    }
}
