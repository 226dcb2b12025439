package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flink's own configuration file as a ConfigMap holds it. */
final class FlinkConfigText {
    /** Options that describe pods still to be made; their paths are paths inside those pods and must stay. */
    private static final Pattern ABOUT_OTHER_PODS =
            Pattern.compile("['\"]?kubernetes\\.(?!pod-template-file|config\\.file).*", Pattern.DOTALL);

    private FlinkConfigText() {}

    static boolean is(String fileName) {
        return fileName.equals("flink-conf.yaml") || fileName.equals("config.yaml");
    }

    static String rewrite(String text, PathRewriter paths) {
        return text.lines()
                .map(line -> ABOUT_OTHER_PODS.matcher(line).matches() ? line : paths.rewrite(line))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
