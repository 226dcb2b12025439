package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.localcluster.api.LocalApiServer;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ArtifactResolver;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.ClusterArtifacts;
import io.jenkins.plugins.flinkdeploy.localcluster.artifacts.FlinkRelease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * An API server in a process of its own, with somebody who plays the operator: a deployment gets a status, two pods and some events
 * of the size that they really have, and then nothing happens until told. Commands come line by line: {@code take NAME} takes up a
 * deployment, {@code finish NAME} lets its job run, {@code counts} answers the requests of flink-deploy so far.
 */
public final class CrowdServer {
    private static final String AGENT = "flink-deploy";

    private final LocalApiServer server;
    private final KubernetesClient operator;

    private CrowdServer(LocalApiServer server, KubernetesClient operator) {
        this.server = server;
        this.operator = operator;
    }

    /** Runs until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (LocalApiServer server = LocalApiServer.start(0);
                KubernetesClient operator = server.newClient()) {
            server.createNamespace(BenchCluster.NAMESPACE);
            for (InputStream definition : ClusterArtifacts.resolve(FlinkRelease.NEWEST, new ArtifactResolver())
                    .customResourceDefinitions()) {
                server.installCrds(definition);
            }
            new CrowdServer(server, operator).serve();
        }
    }

    private void serve() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answer(server.url());
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ", 2);
            switch (words[0]) {
                case "counts" -> answer(Json.write(server.requestsOf(AGENT)));
                case "take" -> {
                    take(words[1]);
                    answer("taken");
                }
                case "finish" -> {
                    status(words[1], "STABLE", "READY", "RUNNING");
                    answer("finished");
                }
                default -> answer("unknown");
            }
        }
    }

    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void take(String deployment) {
        create(CrowdObjects.pod(deployment, "jobmanager"));
        create(CrowdObjects.pod(deployment, "taskmanager"));
        for (int number = 1; number <= CrowdObjects.EVENTS; number++) {
            create(CrowdObjects.event(deployment, number));
        }
        status(deployment, "DEPLOYED", "DEPLOYING", "RECONCILING");
    }

    private void create(ObjectNode object) {
        operator.resource(Json.mapper().convertValue(object, GenericKubernetesResource.class))
                .create();
    }

    private void status(String deployment, String lifecycle, String jobManager, String job) {
        var resource = operator.genericKubernetesResources(BenchCluster.API_VERSION, "FlinkDeployment")
                .inNamespace(BenchCluster.NAMESPACE)
                .withName(deployment);
        JsonNode live = Json.mapper().valueToTree(resource.get());
        ObjectNode patch = Json.object();
        patch.set("status", CrowdObjects.status(live, lifecycle, jobManager, job));
        resource.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(patch));
    }
}
