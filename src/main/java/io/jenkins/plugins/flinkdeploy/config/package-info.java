/** Global configuration: the named targets that deployments go to. */
package io.jenkins.plugins.flinkdeploy.config;
