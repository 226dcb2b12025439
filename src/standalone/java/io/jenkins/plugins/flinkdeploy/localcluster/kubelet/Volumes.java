package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The volumes of one pod: ConfigMaps, Secrets and projections as files, emptyDir and hostPath as directories. */
final class Volumes {
    private final PodObjects objects;
    private final Pod pod;
    private final PodDirectory directory;

    Volumes(PodObjects objects, Pod pod, PodDirectory directory) {
        this.objects = objects;
        this.pod = pod;
        this.directory = directory;
    }

    /**
     * Checks that everything to be mounted exists, as the kubelet does before it starts any container.
     *
     * @throws ContainerConfigException in the words of the kubelet's FailedMount event
     */
    void check() throws ContainerConfigException {
        for (Volume volume : pod.getSpec().getVolumes()) {
            try {
                files(volume);
            } catch (ContainerConfigException e) {
                throw new ContainerConfigException(
                        "MountVolume.SetUp failed for volume \"" + volume.getName() + "\" : " + e.getMessage());
            }
        }
    }

    /** Where a container's mounts lie on this machine. */
    Map<String, Path> mounts(Container container) {
        Map<String, Path> mounts = new TreeMap<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            Path source = volumeDirectory(container, volume(mount.getName()));
            String subPath = mount.getSubPath();
            mounts.put(
                    mount.getMountPath().replaceFirst("/+$", ""),
                    subPath == null || subPath.isEmpty() ? source : source.resolve(subPath));
        }
        return mounts;
    }

    /** Writes the files of the volumes that a container mounts, with container paths in them rewritten. */
    void write(Container container, PathRewriter paths) throws IOException, ContainerConfigException {
        for (VolumeMount mount : container.getVolumeMounts()) {
            Volume volume = volume(mount.getName());
            Path target = volumeDirectory(container, volume);
            if (volume.getHostPath() == null
                    || String.valueOf(volume.getHostPath().getType()).endsWith("OrCreate")) {
                Files.createDirectories(target);
            }
            for (Map.Entry<String, byte[]> file : files(volume).entrySet()) {
                Path path = target.resolve(file.getKey());
                Files.createDirectories(Paths.parent(path));
                Files.write(path, rewritten(file.getKey(), file.getValue(), paths));
            }
        }
    }

    private Volume volume(String name) {
        return pod.getSpec().getVolumes().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("volume \"" + name + "\" is mounted but not defined"));
    }

    private Path volumeDirectory(Container container, Volume volume) {
        if (volume.getHostPath() != null) {
            return Path.of(volume.getHostPath().getPath());
        }
        boolean holdsFiles =
                volume.getConfigMap() != null || volume.getSecret() != null || volume.getProjected() != null;
        return holdsFiles ? directory.own(container.getName(), volume.getName()) : directory.shared(volume.getName());
    }

    private Map<String, byte[]> files(Volume volume) throws ContainerConfigException {
        if (volume.getConfigMap() != null) {
            ConfigMapVolumeSource source = volume.getConfigMap();
            return chosen(objects.configMap(source.getName(), source.getOptional()), source.getItems());
        }
        if (volume.getSecret() != null) {
            SecretVolumeSource source = volume.getSecret();
            return chosen(objects.secret(source.getSecretName(), source.getOptional()), source.getItems());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (volume.getProjected() != null) {
            for (VolumeProjection part : volume.getProjected().getSources()) {
                files.putAll(projected(part));
            }
        }
        return files;
    }

    private Map<String, byte[]> projected(VolumeProjection part) throws ContainerConfigException {
        if (part.getConfigMap() != null) {
            return chosen(
                    objects.configMap(
                            part.getConfigMap().getName(), part.getConfigMap().getOptional()),
                    part.getConfigMap().getItems());
        }
        if (part.getSecret() != null) {
            return chosen(
                    objects.secret(part.getSecret().getName(), part.getSecret().getOptional()),
                    part.getSecret().getItems());
        }
        return Map.of();
    }

    private static Map<String, byte[]> chosen(Map<String, byte[]> data, List<KeyToPath> items) {
        if (items == null || items.isEmpty()) {
            return data;
        }
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        for (KeyToPath item : items) {
            if (data.containsKey(item.getKey())) {
                chosen.put(item.getPath(), data.get(item.getKey()));
            }
        }
        return chosen;
    }

    private static byte[] rewritten(String name, byte[] content, PathRewriter paths) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            String result = FlinkConfigText.is(name) ? FlinkConfigText.rewrite(text, paths) : paths.rewrite(text);
            return result.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            // Not a text, so there are no paths in it to rewrite.
            return content;
        }
    }
}
