/** Figures for the metrics plugin, where it is installed. */
package io.jenkins.plugins.flinkdeploy.metrics;
