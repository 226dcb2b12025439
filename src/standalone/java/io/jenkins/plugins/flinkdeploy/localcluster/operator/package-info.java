/** Apache Flink's Kubernetes operator as a process of this machine. */
package io.jenkins.plugins.flinkdeploy.localcluster.operator;
