package io.jenkins.plugins.flinkdeploy.standalone.demo;

import io.jenkins.plugins.flinkdeploy.localcluster.LocalClusterStatus;

/** The post-receive hook: what a Jenkins job does on a push, in six lines of shell. */
final class HookScript {
    private HookScript() {}

    static String text(DemoOptions options, DemoRepository repository, LocalClusterStatus cluster) {
        return """
                #!/bin/sh
                # Builds and deploys what was pushed.
                read -r old new ref
                unset GIT_DIR
                exec >'%6$s' 2>&1 </dev/null
                git --git-dir='%1$s' --work-tree='%2$s' checkout --force "$new" -- . || exit 1
                cd '%2$s' && '%3$s' -B -q package || exit 1
                '%4$s' deploy --kubeconfig '%5$s' --context '%7$s' --commit "$new" -o json >'%8$s'
                exit 0
                """
                .formatted(
                        repository.bare(),
                        repository.checkout(),
                        options.maven(),
                        options.command(),
                        cluster.kubeconfig(),
                        options.logFile(),
                        cluster.contextName(),
                        options.reportFile());
    }
}
