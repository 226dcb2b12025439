package io.jenkins.plugins.flinkdeploy.localcluster;

import java.time.Instant;

/**
 * What there is to know about a running cluster.
 *
 * @param pid the process that owns it
 * @param started when that process was started
 * @param apiServer URL of the API server
 * @param kubeconfig path of its kubeconfig
 * @param contextName the kubeconfig's context
 * @param registry host and port of its registry
 * @param baseImage the image that job images start from
 * @param flinkVersion what {@code spec.flinkVersion} has to be
 * @param stateDirectory where savepoints and checkpoints can go
 * @param operatorLog path of the operator's log
 */
public record LocalClusterStatus(
        long pid,
        Instant started,
        String apiServer,
        String kubeconfig,
        String contextName,
        String registry,
        String baseImage,
        String flinkVersion,
        String stateDirectory,
        String operatorLog) {}
