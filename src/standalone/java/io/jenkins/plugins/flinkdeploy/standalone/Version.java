package io.jenkins.plugins.flinkdeploy.standalone;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("from classes");
        return new String[] {"flink-deploy " + version};
    }
}
