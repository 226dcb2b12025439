/** Who did what to which cluster, for those who have to account for it. */
package io.jenkins.plugins.flinkdeploy.audit;
