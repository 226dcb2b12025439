package io.jenkins.plugins.flinkdeploy.standalone.demo;

import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;

/** The post-receive hook: what a Jenkins job does on a push, in six lines of shell. */
final class HookScript {
    private HookScript() {}

    static String text(DemoOptions options, DemoRepository repository, LocalClusterStatus cluster) {
        return String.join(
                "\n",
                "#!/bin/sh",
                "# Builds and deploys what was pushed.",
                "read -r old new ref",
                "unset GIT_DIR",
                "exec >" + quoted(options.logFile()) + " 2>&1 </dev/null",
                "git --git-dir=" + quoted(repository.bare()) + " --work-tree=" + quoted(repository.checkout())
                        + " checkout --force \"$new\" -- . || exit 1",
                "cd " + quoted(repository.checkout()) + " && " + quoted(options.maven()) + " -B -q package || exit 1",
                quoted(options.command()) + " deploy --kubeconfig " + quoted(cluster.kubeconfig()) + " --context "
                        + quoted(cluster.contextName()) + " --commit \"$new\" -o json >" + quoted(options.reportFile()),
                "exit 0",
                "");
    }

    private static String quoted(Object value) {
        return "'" + value.toString().replace("'", "'\\''") + "'";
    }
}
