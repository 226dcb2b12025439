package io.jenkins.plugins.flinkdeploy.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import java.time.Instant;

/** What an operator and a kubelet leave on the API server for one deployment, as large as on a real cluster. */
final class CrowdObjects {
    static final int EVENTS = 6;
    /** Variables that an injector or a pod template adds, which make real pods as long as they are. */
    private static final int VARIABLES = 12;

    private CrowdObjects() {}

    static ObjectNode pod(String deployment, String component) {
        String now = Instant.now().toString();
        ObjectNode pod = (ObjectNode) Json.read(
                """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"name": "NAME-COMPONENT-6f5d8c7b9-x2x4z", "namespace": "SPACE",
                   "labels": {"app": "NAME", "component": "COMPONENT", "type": "flink-native-kubernetes", "pod-template-hash": "6f5d8c7b9"},
                   "annotations": {"flinkdeployment.flink.apache.org/generation": "2", "cni.projectcalico.org/podIP": "10.0.0.1/32"},
                   "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "NAME-6f5d8c7b9", "uid": "0f9d7a51-0000-4000-8000-000000000000", "controller": true, "blockOwnerDeletion": true}]},
                 "spec": {"serviceAccountName": "flink", "restartPolicy": "Always", "dnsPolicy": "ClusterFirst", "terminationGracePeriodSeconds": 30,
                   "nodeName": "ip-10-0-0-1.eu-central-1.compute.internal",
                   "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300},
                     {"key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}],
                   "volumes": [{"name": "flink-config-volume", "configMap": {"name": "flink-config-NAME", "defaultMode": 420}},
                     {"name": "hadoop-config-volume", "configMap": {"name": "hadoop-NAME", "defaultMode": 420}},
                     {"name": "tmp", "emptyDir": {}}],
                   "containers": [{"name": "flink-main-container", "image": "registry.example.org/flink/NAME:1", "imagePullPolicy": "IfNotPresent",
                     "command": ["/docker-entrypoint.sh"],
                     "args": ["bash", "-c", "kubernetes-COMPONENT.sh kubernetes-application "],
                     "ports": [{"name": "rest", "containerPort": 8081}, {"name": "jobmanager-rpc", "containerPort": 6123}, {"name": "blobserver", "containerPort": 6124}],
                     "resources": {"limits": {"cpu": "1", "memory": "2Gi"}, "requests": {"cpu": "1", "memory": "2Gi"}},
                     "env": [], "volumeMounts": [{"name": "flink-config-volume", "mountPath": "/opt/flink/conf"}, {"name": "tmp", "mountPath": "/tmp"}],
                     "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"}]}}
                """
                        .replace("NAME", deployment)
                        .replace("COMPONENT", component)
                        .replace("SPACE", BenchCluster.NAMESPACE));
        ArrayNode variables = (ArrayNode) pod.at("/spec/containers/0/env");
        for (int number = 1; number <= VARIABLES; number++) {
            variables
                    .addObject()
                    .put("name", "SETTING_NUMBER_" + number)
                    .put("value", "value " + number + " of the deployment " + deployment);
        }
        pod.set(
                "status",
                Json.read(
                        """
                        {"phase": "Running", "qosClass": "Guaranteed", "podIP": "10.0.0.1", "hostIP": "10.0.0.2", "startTime": "NOW",
                         "podIPs": [{"ip": "10.0.0.1"}],
                         "conditions": [{"type": "Initialized", "status": "True", "lastTransitionTime": "NOW"},
                           {"type": "Ready", "status": "True", "lastTransitionTime": "NOW"},
                           {"type": "ContainersReady", "status": "True", "lastTransitionTime": "NOW"},
                           {"type": "PodScheduled", "status": "True", "lastTransitionTime": "NOW"}],
                         "containerStatuses": [{"name": "flink-main-container", "ready": true, "started": true, "restartCount": 0,
                           "image": "registry.example.org/flink/x:1", "state": {"running": {"startedAt": "NOW"}}, "lastState": {},
                           "imageID": "registry.example.org/flink/x@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                           "containerID": "containerd://0000000000000000000000000000000000000000000000000000000000000000"}]}
                        """
                                .replace("NOW", now)));
        return pod;
    }

    static ObjectNode event(String deployment, int number) {
        return (ObjectNode) Json.read(
                """
                {"apiVersion": "v1", "kind": "Event", "type": "Normal", "reason": "Submit", "count": 1,
                 "metadata": {"name": "NAME.NUMBER", "namespace": "SPACE"},
                 "involvedObject": {"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "name": "NAME", "namespace": "SPACE"},
                 "message": "Starting deployment, step NUMBER of what there is to do for this resource at this time",
                 "reportingComponent": "JobManagerDeployment", "reportingInstance": "", "source": {"component": "JobManagerDeployment"},
                 "firstTimestamp": "NOW", "lastTimestamp": "NOW"}
                """
                        .replace("NAME", deployment)
                        .replace("NUMBER", String.valueOf(number))
                        .replace("SPACE", BenchCluster.NAMESPACE)
                        .replace("NOW", Instant.now().toString()));
    }

    static ObjectNode status(JsonNode deployment, String lifecycle, String jobManager, String job) {
        ObjectNode reconciled = Json.object();
        reconciled.set("spec", deployment.path("spec"));
        reconciled
                .putObject("resource_metadata")
                .put("apiVersion", BenchCluster.API_VERSION)
                .put("firstDeployment", false)
                .putObject("metadata")
                .put("generation", deployment.at("/metadata/generation").asLong());
        ObjectNode status =
                Json.object().put("lifecycleState", lifecycle).put("jobManagerDeploymentStatus", jobManager);
        status.putObject("reconciliationStatus")
                .put("state", "DEPLOYED")
                .put("reconciliationTimestamp", Instant.now().toEpochMilli())
                .put("lastReconciledSpec", Json.write(reconciled))
                .put("lastStableSpec", Json.write(reconciled));
        status.putObject("jobStatus")
                .put("state", job)
                .put("jobId", "9d9a7a3b1c4e4f5aa0b1c2d3e4f50617")
                .put("jobName", "job")
                .put("startTime", String.valueOf(Instant.now().toEpochMilli()));
        return status;
    }
}
