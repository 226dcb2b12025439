package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds that every cluster serves, as far as the clients of the local cluster meet them. */
final class BuiltInTypes {
    /** apiVersion | Kind | plural | short names | scope (N or C), then s for a status subresource and g for a generation. */
    private static final String TABLE =
            """
            v1|Namespace|namespaces|ns|Cs
            v1|Node|nodes|no|Cs
            v1|PersistentVolume|persistentvolumes|pv|Cs
            v1|Pod|pods|po|Ns
            v1|Service|services|svc|Ns
            v1|Endpoints|endpoints|ep|N
            v1|ConfigMap|configmaps|cm|N
            v1|Secret|secrets||N
            v1|ServiceAccount|serviceaccounts|sa|N
            v1|Event|events|ev|N
            v1|PersistentVolumeClaim|persistentvolumeclaims|pvc|Ns
            v1|ReplicationController|replicationcontrollers|rc|Nsg
            v1|ResourceQuota|resourcequotas|quota|Ns
            v1|LimitRange|limitranges|limits|N
            v1|PodTemplate|podtemplates||Ng
            apps/v1|Deployment|deployments|deploy|Nsg
            apps/v1|ReplicaSet|replicasets|rs|Nsg
            apps/v1|StatefulSet|statefulsets|sts|Nsg
            apps/v1|DaemonSet|daemonsets|ds|Nsg
            apps/v1|ControllerRevision|controllerrevisions||N
            batch/v1|Job|jobs||Nsg
            batch/v1|CronJob|cronjobs|cj|Nsg
            coordination.k8s.io/v1|Lease|leases||N
            discovery.k8s.io/v1|EndpointSlice|endpointslices||Ng
            networking.k8s.io/v1|Ingress|ingresses|ing|Nsg
            networking.k8s.io/v1|IngressClass|ingressclasses||Cg
            networking.k8s.io/v1|NetworkPolicy|networkpolicies|netpol|Ng
            policy/v1|PodDisruptionBudget|poddisruptionbudgets|pdb|Nsg
            autoscaling/v2|HorizontalPodAutoscaler|horizontalpodautoscalers|hpa|Ns
            rbac.authorization.k8s.io/v1|Role|roles||N
            rbac.authorization.k8s.io/v1|RoleBinding|rolebindings||N
            rbac.authorization.k8s.io/v1|ClusterRole|clusterroles||C
            rbac.authorization.k8s.io/v1|ClusterRoleBinding|clusterrolebindings||C
            scheduling.k8s.io/v1|PriorityClass|priorityclasses|pc|Cg
            storage.k8s.io/v1|StorageClass|storageclasses|sc|C
            apiextensions.k8s.io/v1|CustomResourceDefinition|customresourcedefinitions|crd,crds|Csg
            admissionregistration.k8s.io/v1|ValidatingWebhookConfiguration|validatingwebhookconfigurations||Cg
            admissionregistration.k8s.io/v1|MutatingWebhookConfiguration|mutatingwebhookconfigurations||Cg
            """;

    private BuiltInTypes() {}

    static List<ResourceType> all() {
        List<ResourceType> types = new ArrayList<>();
        TABLE.lines().map(line -> parse(line.split("\\|", -1))).forEach(types::add);
        return types;
    }

    private static ResourceType parse(String[] cells) {
        int slash = cells[0].indexOf('/');
        String group = slash < 0 ? "" : cells[0].substring(0, slash);
        String version = cells[0].substring(slash + 1);
        String traits = cells[4];
        return new ResourceType(
                group,
                version,
                cells[1],
                cells[2],
                cells[1].toLowerCase(Locale.ROOT),
                cells[3].isEmpty() ? List.of() : List.of(cells[3].split(",")),
                List.of("pods", "services", "deployments", "replicasets", "statefulsets", "jobs")
                                .contains(cells[2])
                        ? List.of("all")
                        : List.of(),
                traits.startsWith("N"),
                traits.contains("s"),
                traits.contains("g"),
                Optional.empty());
    }
}
