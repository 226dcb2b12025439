/** A deployment within a Jenkins run: the core that the Pipeline step and the freestyle build step share. */
package io.jenkins.plugins.flinkdeploy.run;
