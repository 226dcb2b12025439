/** Targets of folders. Only loaded where the Folders plugin is installed. */
package io.jenkins.plugins.flinkdeploy.folder;
