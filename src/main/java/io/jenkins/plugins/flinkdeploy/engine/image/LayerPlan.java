package io.jenkins.plugins.flinkdeploy.engine.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.nio.file.Path;
import java.util.List;

/** The layers of a request as Jib wants them: every file with a fixed time, owner and mode. */
record LayerPlan(List<FileEntriesLayer> jibLayers) {
    static LayerPlan of(List<FileLayer> layers) {
        return new LayerPlan(layers.stream()
                .filter(layer -> !layer.files().isEmpty())
                .map(LayerPlan::layer)
                .toList());
    }

    private static FileEntriesLayer layer(FileLayer layer) {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer.name());
        for (ImageFile file : layer.files()) {
            Path source = Path.of(file.source());
            builder.addEntry(
                    source,
                    AbsoluteUnixPath.get(file.target()),
                    FilePermissions.fromOctalString(Integer.toOctalString(file.mode())),
                    FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                    "");
        }
        return builder.build();
    }
}
