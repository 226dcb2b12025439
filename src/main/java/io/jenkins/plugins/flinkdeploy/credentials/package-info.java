/** Credentials of Jenkins, found by id where a run or an administrator may use them, and what they mean to the engine. */
package io.jenkins.plugins.flinkdeploy.credentials;
