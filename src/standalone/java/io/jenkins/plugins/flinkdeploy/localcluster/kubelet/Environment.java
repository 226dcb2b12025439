package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables that a container's definition asks for, with their references resolved. */
final class Environment {
    private final PodObjects objects;
    private final Pod pod;
    private final String podAddress;

    Environment(PodObjects objects, Pod pod, String podAddress) {
        this.objects = objects;
        this.pod = pod;
        this.podAddress = podAddress;
    }

    /**
     * @param image the variables that the image sets; the definition's win
     * @throws ContainerConfigException when a ConfigMap, Secret or key that is not optional does not exist
     */
    Map<String, String> of(Container container, Map<String, String> image) throws ContainerConfigException {
        Map<String, String> variables = new LinkedHashMap<>(image);
        for (EnvFromSource source : container.getEnvFrom()) {
            String prefix = source.getPrefix() == null ? "" : source.getPrefix();
            from(source).forEach((name, value) -> variables.put(prefix + name, text(value)));
        }
        for (EnvVar variable : container.getEnv()) {
            Optional<String> value = variable.getValueFrom() == null
                    ? Optional.of(variable.getValue() == null ? "" : variable.getValue())
                    : referred(container, variable.getValueFrom());
            value.ifPresent(text -> variables.put(variable.getName(), Expansion.expand(text, variables)));
        }
        return variables;
    }

    private Map<String, byte[]> from(EnvFromSource source) throws ContainerConfigException {
        if (source.getConfigMapRef() != null) {
            return objects.configMap(
                    source.getConfigMapRef().getName(), source.getConfigMapRef().getOptional());
        }
        if (source.getSecretRef() != null) {
            return objects.secret(
                    source.getSecretRef().getName(), source.getSecretRef().getOptional());
        }
        return Map.of();
    }

    private Optional<String> referred(Container container, EnvVarSource source) throws ContainerConfigException {
        if (source.getFieldRef() != null) {
            return Optional.of(
                    PodFields.value(pod, podAddress, source.getFieldRef().getFieldPath()));
        }
        if (source.getConfigMapKeyRef() != null) {
            String name = source.getConfigMapKeyRef().getName();
            Boolean optional = source.getConfigMapKeyRef().getOptional();
            return key(
                    "configmap",
                    name,
                    source.getConfigMapKeyRef().getKey(),
                    optional,
                    objects.configMap(name, optional));
        }
        if (source.getSecretKeyRef() != null) {
            String name = source.getSecretKeyRef().getName();
            Boolean optional = source.getSecretKeyRef().getOptional();
            return key("secret", name, source.getSecretKeyRef().getKey(), optional, objects.secret(name, optional));
        }
        if (source.getResourceFieldRef() != null) {
            return Optional.of(
                    PodFields.resource(container, source.getResourceFieldRef().getResource()));
        }
        return Optional.empty();
    }

    private static Optional<String> key(
            String kind, String name, String key, Boolean optional, Map<String, byte[]> data)
            throws ContainerConfigException {
        byte[] value = data.get(key);
        if (value == null && !Boolean.TRUE.equals(optional)) {
            throw new ContainerConfigException("couldn't find key " + key + " in " + kind + " " + name);
        }
        return Optional.ofNullable(value).map(Environment::text);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
