/**
 * A Kubernetes cluster on this machine with the real Flink operator and real Flink, but without containers: for the demo, for the
 * end-to-end tests and for the first minutes with flink-deploy.
 */
package io.jenkins.plugins.flinkdeploy.localcluster;
