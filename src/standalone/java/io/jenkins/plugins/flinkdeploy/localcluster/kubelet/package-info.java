/**
 * A Kubernetes node without containers: it keeps Deployments at their replicas, runs the containers of Pods as processes of this
 * machine, each pod on a loopback address of its own, and reports their status and events as a kubelet does.
 */
package io.jenkins.plugins.flinkdeploy.localcluster.kubelet;
