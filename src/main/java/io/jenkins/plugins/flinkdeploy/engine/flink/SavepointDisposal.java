package io.jenkins.plugins.flinkdeploy.engine.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterApi;
import io.jenkins.plugins.flinkdeploy.engine.kube.ClusterException;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.Text;
import java.util.Optional;

/** Has a running Flink cluster delete a savepoint ({@code /savepoint-disposal}): it has the file system's credentials. */
public final class SavepointDisposal {
    private static final String PATH = "/savepoint-disposal";
    private static final String REST_PORT = "rest";

    private final ClusterApi cluster;
    private final String namespace;
    private final String service;

    /**
     * @param deployment name of the FlinkDeployment whose JobManager does it
     */
    public SavepointDisposal(ClusterApi cluster, String namespace, String deployment) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.service = deployment + "-rest";
    }

    /**
     * Asks for the deletion of a savepoint; Flink does it in the background.
     *
     * @return under which id to ask for the outcome
     * @throws ClusterException when the JobManager cannot be reached or refuses
     */
    public String ask(String savepoint) {
        JsonNode answer = cluster.serviceProxyPost(
                namespace, service, REST_PORT, PATH, Json.object().put("savepoint-path", savepoint));
        return answer.path("request-id").asText();
    }

    /** How a deletion went. */
    public sealed interface Outcome {
        /** Not over yet. */
        record Pending() implements Outcome {}

        /** The savepoint is gone. */
        record Gone() implements Outcome {}

        /** It could not be deleted. */
        record Failed(String why) implements Outcome {}
    }

    /**
     * How a deletion went.
     *
     * @throws ClusterException when the JobManager cannot be reached, or does not know the id
     */
    public Outcome outcome(String requestId) {
        JsonNode answer = cluster.serviceProxyGet(namespace, service, REST_PORT, PATH + "/" + requestId);
        if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            return new Outcome.Pending();
        }
        Optional<String> cause = Fields.text(answer.path("operation").path("failure-cause"), "stack-trace")
                .or(() -> Fields.text(answer.path("operation").path("failure-cause"), "class"));
        if (cause.isEmpty() || cause.get().contains("FileNotFoundException")) {
            return new Outcome.Gone();
        }
        return new Outcome.Failed(Text.firstLine(cause.get()));
    }
}
