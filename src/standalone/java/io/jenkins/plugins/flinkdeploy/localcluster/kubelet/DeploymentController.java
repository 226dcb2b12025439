package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Keeps Deployments at their number of pods. Pods of an older template are removed before those of the new one are made; Flink's
 * operator never relies on a rolling update.
 */
final class DeploymentController {
    private static final String HASH_LABEL = "pod-template-hash";
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private final KubernetesClient client;
    private final Random random = new Random();

    DeploymentController(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Takes one step towards what the Deployment asks for and writes its status.
     *
     * @param namespacePods all pods of the Deployment's namespace
     */
    void reconcile(Deployment deployment, List<Pod> namespacePods) {
        if (deployment.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        String hash = hash(deployment.getSpec().getTemplate());
        List<Pod> own = namespacePods.stream()
                .filter(pod -> isControlledBy(pod, deployment))
                .toList();
        List<Pod> live = own.stream().filter(DeploymentController::isLive).toList();
        List<Pod> current = live.stream().filter(pod -> hash.equals(label(pod))).toList();
        int wanted = deployment.getSpec().getReplicas() == null
                ? 1
                : deployment.getSpec().getReplicas();
        if (own.size() > live.size() || live.size() > current.size()) {
            own.stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                    .filter(pod -> !current.contains(pod))
                    .forEach(this::delete);
        } else if (current.size() > wanted) {
            current.stream()
                    .sorted(Comparator.comparing(DeploymentStatusView::isReady))
                    .limit(current.size() - (long) wanted)
                    .forEach(this::delete);
        } else {
            for (int missing = wanted - current.size(); missing > 0; missing--) {
                create(deployment, hash);
            }
        }
        publish(deployment, current, wanted);
    }

    private void publish(Deployment deployment, List<Pod> current, int wanted) {
        DeploymentStatusView view = new DeploymentStatusView(deployment, current, wanted);
        if (!view.isPublished()) {
            client.apps()
                    .deployments()
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .withName(deployment.getMetadata().getName())
                    .editStatus(found -> new DeploymentBuilder(found)
                            .withStatus(view.status())
                            .build());
        }
    }

    private void create(Deployment deployment, String hash) {
        PodTemplateSpec template = deployment.getSpec().getTemplate();
        String name = deployment.getMetadata().getName() + "-" + hash + "-" + suffix();
        OwnerReference owner = new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(HASH_LABEL, hash)
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(owner)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        client.resource(pod).create();
    }

    private void delete(Pod pod) {
        client.resource(pod).delete();
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return suffix.toString();
    }

    private static boolean isControlledBy(Pod pod, Deployment deployment) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(deployment.getMetadata().getUid())
                        && label(pod) != null);
    }

    private static boolean isLive(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return pod.getMetadata().getDeletionTimestamp() == null
                && !"Failed".equals(phase)
                && !"Succeeded".equals(phase);
    }

    private static String label(Pod pod) {
        return pod.getMetadata().getLabels() == null
                ? null
                : pod.getMetadata().getLabels().get(HASH_LABEL);
    }

    static String hash(PodTemplateSpec template) {
        CRC32 crc = new CRC32();
        crc.update(Serialization.asJson(template).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
