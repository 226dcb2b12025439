package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** ConfigMaps and Secrets of a pod's namespace. */
final class PodObjects {
    private final KubernetesClient client;
    private final String namespace;

    PodObjects(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * @param optional whether a missing object is fine; null means no
     * @throws ContainerConfigException when it is missing and not optional
     */
    Map<String, byte[]> configMap(String name, Boolean optional) throws ContainerConfigException {
        ConfigMap map =
                client.configMaps().inNamespace(namespace).withName(name).get();
        if (map == null) {
            return missing("configmap", name, optional);
        }
        Map<String, byte[]> data = new LinkedHashMap<>();
        Optional.ofNullable(map.getData()).orElse(Map.of()).forEach((key, value) -> data.put(key, utf8(value)));
        Optional.ofNullable(map.getBinaryData()).orElse(Map.of()).forEach((key, value) -> data.put(key, decode(value)));
        return data;
    }

    Map<String, byte[]> secret(String name, Boolean optional) throws ContainerConfigException {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null) {
            return missing("secret", name, optional);
        }
        Map<String, byte[]> data = new LinkedHashMap<>();
        Optional.ofNullable(secret.getData()).orElse(Map.of()).forEach((key, value) -> data.put(key, decode(value)));
        Optional.ofNullable(secret.getStringData())
                .orElse(Map.of())
                .forEach((key, value) -> data.put(key, utf8(value)));
        return data;
    }

    private static Map<String, byte[]> missing(String kind, String name, Boolean optional)
            throws ContainerConfigException {
        if (Boolean.TRUE.equals(optional)) {
            return Map.of();
        }
        throw new ContainerConfigException(kind + " \"" + name + "\" not found");
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
