/** How long deployments take and how long no job runs in them, build by build, where the plugin for charts is installed. */
package io.jenkins.plugins.flinkdeploy.trend;
