package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;

/**
 * Where the files of one pod lie.
 *
 * @param path a directory that only this pod uses
 */
record PodDirectory(Path path) {

    static PodDirectory of(Path pods, Pod pod) {
        String name = pod.getMetadata().getNamespace() + "_" + pod.getMetadata().getName();
        return new PodDirectory(pods.resolve(name + "_" + pod.getMetadata().getUid()));
    }

    Path hosts() {
        return path.resolve("hosts");
    }

    /** The directory of a volume that containers share and may write to. */
    Path shared(String volume) {
        return path.resolve("volumes").resolve(volume);
    }

    /** The directory of a volume as one container sees it, with paths rewritten for its image. */
    Path own(String container, String volume) {
        return path.resolve(container).resolve("volumes").resolve(volume);
    }

    Path temporary(String container) {
        return path.resolve(container).resolve("tmp");
    }

    Path flinkLogs(String container) {
        return path.resolve(container).resolve("log");
    }

    /** What a container wrote to standard output and standard error since its last start. */
    Path output(String container) {
        return path.resolve(container).resolve("output.log");
    }

    /** The same of the run before. */
    Path previousOutput(String container) {
        return path.resolve(container).resolve("output.previous.log");
    }
}
