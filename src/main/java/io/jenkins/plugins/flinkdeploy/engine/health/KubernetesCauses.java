package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import io.jenkins.plugins.flinkdeploy.engine.health.Cause.Where;
import java.util.List;

/** What keeps Kubernetes from running the pods. Patterns after messages of Kubernetes 1.24 to 1.33 and containerd. */
final class KubernetesCauses {
    /** How an image that cannot be had is told: by the container's state, or by its event. */
    private static final String PULL = "(?:ErrImagePull|ImagePullBackOff|[Ff]ailed to pull|pull image)";

    private KubernetesCauses() {}

    static List<Cause> images() {
        return List.of(
                named(
                                "image name invalid",
                                "The name of the image is not one that a container runtime can read.",
                                "Correct image.repository: lower case, no scheme such as https://, one tag or digest.")
                        .by("InvalidImageName|couldn't parse image (?:name|reference)|invalid reference format"),
                named(
                                "image pull denied",
                                "The cluster may not pull this image: the registry refuses its credentials, or has none.",
                                "Add an imagePullSecret for the registry to the service account of the job.")
                        .by("(?i)" + PULL
                                + "[\\s\\S]*?(?:denied|unauthorized|authentication required|failed to authorize|40[13] )"
                                + "|no basic auth credentials"),
                named(
                                "image for another platform",
                                "The image has no variant for the processor of the node.",
                                "Build the image for the nodes' platform, or place the job on nodes that fit it.")
                        .by(
                                "no match for platform in manifest|exec format error|does not match the specified platform"),
                named(
                                "image not found",
                                "The registry that the cluster pulls from does not have this image.",
                                "Check image.repository, and that the cluster reaches the same registry as the build."
                                        + " A registry that removes old images may have removed it.")
                        .by("(?i)manifest unknown|name unknown|repository does not exist|" + PULL
                                + "[\\s\\S]*?not found"),
                named(
                                "registry unreachable",
                                "The nodes of the cluster do not reach the registry of the image.",
                                "Check image.repository, and the way from the nodes to the registry: name, network, proxy,"
                                        + " certificate, http or https.")
                        .by("(?i)" + PULL
                                + "[\\s\\S]*?(?:dial tcp|i/o timeout|no such host|connection refused|x509|server gave HTTP"
                                + " response|TLS handshake|context deadline exceeded|toomanyrequests|429|50[0234] )"));
    }

    static List<Cause> pods() {
        return List.of(
                named(
                                "webhook refused",
                                "An admission webhook of the cluster does not let the resource or one of its pods in"
                                        + " ({1|see what was said}).",
                                "Satisfy the rule that it names, or ask whoever runs the cluster.")
                        .by("admission webhook \"([^\"]+)\" denied|failed calling webhook \"([^\"]+)\""),
                named(
                                "pod security",
                                "The namespace's pod security level does not allow the pods.",
                                "Set the securityContext that the message names in the pod template, or change the"
                                        + " namespace's level.")
                        .by("violates PodSecurity"),
                named(
                                "quota exceeded",
                                "The namespace's quota does not allow the pods.",
                                "Lower cpu or memory in the cluster file, or raise the quota.")
                        .by("(?i)exceeded quota|failed quota|ResourceQuotaReached"),
                named(
                                "limit range",
                                "The namespace's limit range does not allow a pod of this size.",
                                "Change cpu or memory in the cluster file to what the message allows.")
                        .by("(?:maximum|minimum) (?:cpu|memory|ephemeral-storage) usage per (?:Pod|Container)"
                                + "|(?:cpu|memory) max limit to request ratio"),
                named(
                                "service account missing",
                                "The service account {1|of the job} does not exist, so no pod is made.",
                                "Create it in the namespace with the rights that Flink needs, or correct serviceAccount.")
                        .by(
                                "error looking up service account (?:\\S+/)?([\\w.-]+)|serviceaccounts? \"([^\"]+)\" not found"),
                named(
                                "config map or secret missing",
                                "The {1|config map or secret} that a pod needs does not exist, or has no such key.",
                                "Create it in the namespace, or correct its name in the cluster file.")
                        // Flink's own appear by themselves; only the first seconds of a pod are without them.
                        .by(
                                "(?i)((?:configmap|secret) \"?(?!flink-config-|pod-template-|hadoop-config-|kerberos-)[\\w.-]+\"?)"
                                        + " not found|couldn't find key"),
                named(
                                "volume not mounted",
                                "A volume of the pod cannot be mounted.",
                                "Check the claim's name, that it is bound, its access mode, and whether another pod holds it.")
                        .by("persistentvolumeclaim \"[^\"]+\" not found|unbound immediate PersistentVolumeClaims"
                                + "|Multi-Attach error|FailedAttachVolume|[Uu]nable to attach or mount volumes"
                                + "|volume node affinity conflict"),
                named(
                                "no node with the label",
                                "No node has the labels that 'placement' asks for.",
                                "Correct 'placement' (node selector, affinity), or label the nodes.")
                        .by("didn't match Pod's node affinity|didn't match node selector"
                                + "|node\\(s\\) didn't match pod (?:anti-)?affinity"),
                named(
                                "nodes are tainted",
                                "The nodes that would have room keep pods away by a taint ({1|see what was said}).",
                                "Tolerate the taint in 'placement', or use other nodes.")
                        .by(
                                "untolerated taint (\\{[^}]*\\})|had taints? (?:\\{[^}]*\\}, )?that the pod didn't tolerate"),
                named(
                                "no room on the nodes",
                                "No node of the cluster has as much {1|room} left as the pod asks for.",
                                "Lower cpu or memory in the cluster file, or add nodes.")
                        .by("\\d Insufficient ([\\w/-]+(?:\\.[\\w/-]+)*)")
                        .by("Too many pods|nodes are available"),
                named(
                                "evicted",
                                "Kubernetes took a pod off its node ({1|see what was said}).",
                                "Ask for the memory or disk that the job really uses, or raise its priority; then deploy again.")
                        .by(Where.POD, "^ended: (Evicted|Preempting|NodeLost|NodeShutdown|Terminated)")
                        .by("The node was low on resource: ([\\w-]+)|TaintManagerEviction|DeletionByTaintManager"),
                named(
                                "liveness probe failed",
                                "Kubernetes killed a container that did not answer its liveness probe.",
                                "Give the probe more time in the pod template; long garbage collections, too, look like this.")
                        .by(Where.EVENT, "Unhealthy: Liveness probe failed|Killing: .*failed liveness probe"),
                named(
                                "container cannot be started",
                                "The container runtime cannot start the container's program.",
                                "Check command and entry point in the pod template, and that the image is a Flink image.")
                        .by("executable file not found in \\$PATH|StartError|ContainerCannotRun|RunContainerError"
                                + "|OCI runtime create failed|docker-entrypoint\\.sh: (?:No such file|not found)"));
    }
}
