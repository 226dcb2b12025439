/** Jars of Flink and of its Kubernetes operator, taken from Maven Central with the user's own Maven settings. */
package io.jenkins.plugins.flinkdeploy.localcluster.artifacts;
