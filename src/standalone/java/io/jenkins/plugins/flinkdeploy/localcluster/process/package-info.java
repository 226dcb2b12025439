/** Child processes that end with the process which started them, in whatever way that one ends. */
package io.jenkins.plugins.flinkdeploy.localcluster.process;
