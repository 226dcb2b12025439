package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;

import java.util.function.UnaryOperator;

/** Where a container's report is changed; each change reaches the pod's status soon. */
interface ReportSink {
    void update(UnaryOperator<ContainerReport> change);
}
