package io.jenkins.plugins.flinkdeploy.localcluster.api;

import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.CONFIG_MAPS;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.MERGE;
import static io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.ServedApi.Answer;
import org.junit.Rule;
import org.junit.Test;

public class DeletionTest {
    @Rule
    public final ServedApi api = new ServedApi();

    @Test
    public void deletion_waits_for_finalizers_and_adds_none() {
        api.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"a\",\"finalizers\":[\"x.org/y\"]}}");

        Answer marked = api.delete(CONFIG_MAPS + "/a");
        assertThat(marked.body().path("kind").asText()).isEqualTo("ConfigMap");
        assertThat(marked.body().at("/metadata/deletionTimestamp").asText()).isNotEmpty();
        assertThat(api.patch(CONFIG_MAPS + "/a", MERGE, "{\"metadata\":{\"finalizers\":[\"x.org/y\",\"x.org/z\"]}}")
                        .code())
                .isEqualTo(422);

        api.patch(CONFIG_MAPS + "/a", MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(api.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    public void what_is_gone_is_told_with_its_uid() {
        String uid = create("a").at("/metadata/uid").asText();

        Answer gone = api.delete(CONFIG_MAPS + "/a");
        assertThat(gone.body().path("status").asText()).isEqualTo("Success");
        assertThat(gone.body().at("/details/uid").asText()).isEqualTo(uid);
        Answer again = api.delete(CONFIG_MAPS + "/a");
        assertThat(again.code()).isEqualTo(404);
        assertThat(again.message()).isEqualTo("configmaps \"a\" not found");
    }

    @Test
    public void dependents_go_with_their_owner_down_to_the_last() {
        create("b", create("a"));
        create("c", api.get(CONFIG_MAPS + "/b").body());

        api.delete(CONFIG_MAPS + "/a");

        assertThat(api.get(CONFIG_MAPS + "/b").code()).isEqualTo(404);
        assertThat(api.get(CONFIG_MAPS + "/c").code()).isEqualTo(404);
    }

    @Test
    public void a_dependent_stays_while_one_owner_is_left() {
        create("child", create("a"), create("b"));

        api.delete(CONFIG_MAPS + "/a");
        assertThat(api.get(CONFIG_MAPS + "/child").body().at("/metadata/ownerReferences"))
                .hasSize(1);

        api.delete(CONFIG_MAPS + "/b");
        assertThat(api.get(CONFIG_MAPS + "/child").code()).isEqualTo(404);
    }

    @Test
    public void orphans_stay_without_their_owner() {
        create("b", create("a"));

        api.delete(CONFIG_MAPS + "/a?propagationPolicy=Orphan");

        assertThat(api.get(CONFIG_MAPS + "/b").body().path("metadata").has("ownerReferences"))
                .isFalse();
    }

    @Test
    public void foreground_deletion_keeps_the_owner_until_its_dependents_are_gone() {
        create("b", create("a"));
        api.patch(CONFIG_MAPS + "/b", MERGE, "{\"metadata\":{\"finalizers\":[\"x.org/y\"]}}");

        api.delete(CONFIG_MAPS + "/a?propagationPolicy=Foreground");
        assertThat(api.get(CONFIG_MAPS + "/a")
                        .body()
                        .at("/metadata/finalizers/0")
                        .asText())
                .isEqualTo("foregroundDeletion");

        api.patch(CONFIG_MAPS + "/b", MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(api.get(CONFIG_MAPS + "/b").code()).isEqualTo(404);
        assertThat(api.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    public void an_object_that_comes_after_its_owner_went_is_collected() {
        JsonNode owner = create("a");
        api.delete(CONFIG_MAPS + "/a");

        create("late", owner);

        assertThat(api.get(CONFIG_MAPS + "/late").code()).isEqualTo(404);
    }

    @Test
    public void an_object_that_comes_while_its_owner_waits_for_its_dependents_is_collected_too() {
        JsonNode owner = create("a");
        create("b", owner);
        api.patch(CONFIG_MAPS + "/b", MERGE, "{\"metadata\":{\"finalizers\":[\"x.org/y\"]}}");
        api.delete(CONFIG_MAPS + "/a?propagationPolicy=Foreground");

        create("late", owner);
        assertThat(api.get(CONFIG_MAPS + "/late").code()).isEqualTo(404);

        api.patch(CONFIG_MAPS + "/b", MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(api.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    public void a_pod_on_a_node_stays_until_its_kubelet_lets_it_go() {
        api.post(
                PODS,
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"terminationGracePeriodSeconds\":7,\"containers\":[{\"name\":\"a\",\"image\":\"x:1\"}]}}");
        api.post(PODS + "/p/binding", "{\"target\":{\"name\":\"node1\"}}");

        Answer marked = api.delete(PODS + "/p");
        assertThat(marked.body().at("/metadata/deletionGracePeriodSeconds").asInt())
                .isEqualTo(7);
        assertThat(api.get(PODS + "/p").body().at("/spec/nodeName").asText()).isEqualTo("node1");

        api.delete(PODS + "/p?gracePeriodSeconds=0");
        assertThat(api.get(PODS + "/p").code()).isEqualTo(404);
    }

    @Test
    public void a_deletion_can_be_meant_for_one_object_only() {
        create("a");
        Answer refused =
                api.send("DELETE", CONFIG_MAPS + "/a", "application/json", "{\"preconditions\":{\"uid\":\"another\"}}");

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .contains("Precondition failed: UID in precondition: another, UID in object meta: ");
    }

    @Test
    public void a_namespace_takes_its_content_along_and_waits_for_it() {
        api.server().createNamespace("temp");
        String maps = CONFIG_MAPS.replace("default", "temp");
        api.post(maps, "{\"metadata\":{\"name\":\"a\",\"finalizers\":[\"x.org/y\"]}}");
        api.post(maps, "{\"metadata\":{\"name\":\"b\"}}");

        assertThat(api.delete("/api/v1/namespaces/temp")
                        .body()
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Terminating");
        assertThat(api.get(maps + "/b").code()).isEqualTo(404);
        assertThat(api.post(maps, "{\"metadata\":{\"name\":\"c\"}}").code()).isEqualTo(403);

        api.patch(maps + "/a", MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(api.get("/api/v1/namespaces/temp").code()).isEqualTo(404);
    }

    @Test
    public void a_collection_is_deleted_by_selector() {
        create("a");
        create("b");
        api.patch(CONFIG_MAPS + "/a", MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");

        api.delete(CONFIG_MAPS + "?labelSelector=x=y");

        assertThat(api.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
        assertThat(api.get(CONFIG_MAPS + "/b").code()).isEqualTo(200);
    }

    private JsonNode create(String name, JsonNode... owners) {
        ObjectNode map = Json.object();
        ObjectNode metadata = Meta.of(map).put("name", name);
        for (JsonNode owner : owners) {
            metadata.withArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "v1")
                    .put("kind", "ConfigMap")
                    .put("name", owner.at("/metadata/name").asText())
                    .put("uid", owner.at("/metadata/uid").asText())
                    .put("blockOwnerDeletion", true);
        }
        return api.post(CONFIG_MAPS, map.toString()).body();
    }
}
