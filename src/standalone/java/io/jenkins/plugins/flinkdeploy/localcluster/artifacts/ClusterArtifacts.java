package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;

import io.jenkins.plugins.flinkdeploy.localcluster.process.Paths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars that make a local cluster.
 *
 * @param release their versions
 * @param operator the operator's class path
 * @param flink what every job needs in {@code /opt/flink/lib} of the base image
 * @param extensions what only some jobs need there: tables and SQL, formats, RocksDB
 */
public record ClusterArtifacts(FlinkRelease release, List<Path> operator, List<Path> flink, List<Path> extensions) {
    public ClusterArtifacts {
        operator = List.copyOf(operator);
        flink = List.copyOf(flink);
        extensions = List.copyOf(extensions);
    }

    /** Takes them from the local Maven repository, and from Maven Central what is not there yet. */
    public static ClusterArtifacts resolve(FlinkRelease release, ArtifactResolver resolver) {
        List<Path> flink = resolver.withDependencies(release.flinkArtifacts());
        List<Path> extensions = new ArrayList<>(resolver.withDependencies(release.extensionArtifacts()));
        extensions.removeAll(flink);
        return new ClusterArtifacts(release, resolver.withDependencies(release.operatorArtifacts()), flink, extensions);
    }

    /** The operator's custom resource definitions, one YAML document each. */
    public List<InputStream> customResourceDefinitions() throws IOException {
        Path jar = operator.stream()
                .filter(path -> Paths.name(path).startsWith("flink-kubernetes-operator-api-"))
                .findFirst()
                .orElseThrow(() -> new IOException("No flink-kubernetes-operator-api among the operator's jars"));
        List<InputStream> definitions = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(e -> e.getName().matches("META-INF/fabric8/.*-v1\\.yml"))
                    .toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    definitions.add(new ByteArrayInputStream(content.readAllBytes()));
                }
            }
        }
        return definitions;
    }
}
