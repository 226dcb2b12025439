/** Who may do what: the permissions of this plugin, and under whose authentication runs act. */
package io.jenkins.plugins.flinkdeploy.security;
