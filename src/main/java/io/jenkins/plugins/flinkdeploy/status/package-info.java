/** Pages of the clusters that the targets of Jenkins lead to: all of them, and each by itself, with what a person can do there. */
package io.jenkins.plugins.flinkdeploy.status;
