/** The registry that job images are pushed to and pulled from. */
package io.jenkins.plugins.flinkdeploy.localcluster.registry;
