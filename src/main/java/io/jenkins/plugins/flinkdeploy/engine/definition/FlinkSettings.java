package io.jenkins.plugins.flinkdeploy.engine.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A Flink cluster as a cluster file describes it.
 *
 * @param version release line of Flink
 * @param job the one job of the application cluster
 * @param state where state is kept
 * @param jobManager size of the JobManager
 * @param jobManagers how many JobManagers, at least 1
 * @param taskManager size of each TaskManager
 * @param slots task slots of each TaskManager
 * @param flinkConf Flink configuration by dotted key; wins over what is derived from the other settings
 * @param env environment variables of all containers
 * @param nodeSelector labels that a node must have
 * @param tolerations as in a pod specification
 * @param serviceAccount of the pods
 * @param owner who answers for the cluster
 * @param costOwner who pays for it
 * @param template FlinkDeployment fragment that is merged last
 */
public record FlinkSettings(
        FlinkVersion version,
        JobDefinition job,
        StateDefinition state,
        ProcessSize jobManager,
        int jobManagers,
        ProcessSize taskManager,
        int slots,
        Map<String, String> flinkConf,
        Map<String, String> env,
        Map<String, String> nodeSelector,
        ArrayNode tolerations,
        String serviceAccount,
        Optional<String> owner,
        Optional<String> costOwner,
        ObjectNode template) {}
