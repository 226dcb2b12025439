package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of the downward API. */
final class PodFields {
    private static final Pattern KEYED = Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

    private PodFields() {}

    /** The value of a {@code fieldRef}, empty for a field that has none. */
    static String value(Pod pod, String podAddress, String path) {
        Matcher keyed = KEYED.matcher(path);
        if (keyed.matches()) {
            Map<String, String> values = keyed.group(1).equals("labels")
                    ? pod.getMetadata().getLabels()
                    : pod.getMetadata().getAnnotations();
            return Optional.ofNullable(values)
                    .map(all -> all.get(keyed.group(2)))
                    .orElse("");
        }
        String value =
                switch (path) {
                    case "metadata.name" -> pod.getMetadata().getName();
                    case "metadata.namespace" -> pod.getMetadata().getNamespace();
                    case "metadata.uid" -> pod.getMetadata().getUid();
                    case "spec.nodeName" -> pod.getSpec().getNodeName();
                    case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
                    case "status.hostIP" -> "127.0.0.1";
                    case "status.podIP", "status.podIPs" -> podAddress;
                    default -> "";
                };
        return value == null ? "" : value;
    }

    /** The value of a {@code resourceFieldRef} such as {@code limits.memory}, in base units; {@code 0} when not set. */
    static String resource(Container container, String path) {
        if (container.getResources() == null) {
            return "0";
        }
        Map<String, Quantity> amounts = path.startsWith("limits.")
                ? container.getResources().getLimits()
                : container.getResources().getRequests();
        Quantity amount = amounts == null ? null : amounts.get(path.substring(path.indexOf('.') + 1));
        return amount == null ? "0" : amount.getNumericalAmount().toBigInteger().toString();
    }
}
