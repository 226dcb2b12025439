package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

/** {@code spec.restartPolicy} of a pod. */
enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    static RestartPolicy of(String text) {
        return "Never".equals(text) ? NEVER : "OnFailure".equals(text) ? ON_FAILURE : ALWAYS;
    }

    boolean restartsAfter(int exitCode) {
        return this == ALWAYS || this == ON_FAILURE && exitCode != 0;
    }

    /** What holds for init containers, which end before the others begin. */
    RestartPolicy forInitContainers() {
        return this == NEVER ? NEVER : ON_FAILURE;
    }
}
