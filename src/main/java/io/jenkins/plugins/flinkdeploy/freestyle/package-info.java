/** Build steps of freestyle projects, over the same core as the Pipeline steps. */
package io.jenkins.plugins.flinkdeploy.freestyle;
