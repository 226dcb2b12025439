/** How deployments went, for those who look at the commit: through the checks plugins, where they are installed. */
package io.jenkins.plugins.flinkdeploy.checks;
