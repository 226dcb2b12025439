package io.jenkins.plugins.flinkdeploy.localcluster.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Built-in kinds, whose schemas the server does not have: the associative lists and atomic maps of their API by the name of
 * the field, everything else maps by key and lists as a whole.
 */
final class BuiltInMergeRules implements MergeRules {
    static final MergeRules ROOT = new BuiltInMergeRules("", "");

    private static final Map<String, List<String>> KEYED_LISTS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("schedulingGates", List.of("name")),
            Map.entry("conditions", List.of("type")),
            Map.entry("secrets", List.of("name")),
            Map.entry("podIPs", List.of("ip")),
            Map.entry("hostIPs", List.of("ip")),
            Map.entry("webhooks", List.of("name")));
    private static final Set<String> ATOMIC_MAPS =
            Set.of("selector", "nodeSelector", "configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef");

    private final String name;
    private final String listName;

    private BuiltInMergeRules(String name, String listName) {
        this.name = name;
        this.listName = listName;
    }

    @Override
    public MergeRules field(String field) {
        if (field.equals("metadata")) {
            return MetadataMergeRules.INSTANCE;
        }
        return ATOMIC_MAPS.contains(field) ? ATOMIC : new BuiltInMergeRules(field, listName);
    }

    @Override
    public MergeRules element() {
        return new BuiltInMergeRules("", name);
    }

    @Override
    public boolean mergesFields() {
        return true;
    }

    @Override
    public List<String> elementKeys() {
        if (name.equals("ports")) {
            // Ports of a container and of a service share the field's name but not the key.
            return List.of(listName.endsWith("ontainers") ? "containerPort" : "port", "protocol");
        }
        return KEYED_LISTS.getOrDefault(name, List.of());
    }

    @Override
    public String keyDefault(String key) {
        return key.equals("protocol") ? "TCP" : "";
    }
}
