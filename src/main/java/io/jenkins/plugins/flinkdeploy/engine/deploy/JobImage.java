package io.jenkins.plugins.flinkdeploy.engine.deploy;

import io.jenkins.plugins.flinkdeploy.engine.definition.ClusterDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageDefinition;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageOptions;
import io.jenkins.plugins.flinkdeploy.engine.definition.ImageOrigin;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildLog;
import io.jenkins.plugins.flinkdeploy.engine.image.BuildProgress;
import io.jenkins.plugins.flinkdeploy.engine.image.BuiltImage;
import io.jenkins.plugins.flinkdeploy.engine.image.DockerfileBuilder;
import io.jenkins.plugins.flinkdeploy.engine.image.DockerfileRequest;
import io.jenkins.plugins.flinkdeploy.engine.image.GitSource;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageBuilder;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageCaches;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageLabels;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageRequest;
import io.jenkins.plugins.flinkdeploy.engine.image.ImageSettings;
import io.jenkins.plugins.flinkdeploy.engine.image.JobFiles;
import io.jenkins.plugins.flinkdeploy.engine.image.JobJar;
import io.jenkins.plugins.flinkdeploy.engine.image.JobLayers;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryAccess;
import io.jenkins.plugins.flinkdeploy.engine.image.RegistryCredentials;
import io.jenkins.plugins.flinkdeploy.engine.model.Json;
import io.jenkins.plugins.flinkdeploy.engine.model.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What it takes to build the image of a cluster, as plain data: it goes to the machine that has the job's files as JSON.
 *
 * @param definition what goes into the image
 * @param jobs the jobs that start from its jars
 * @param scripts SQL scripts of the repository that jobs run
 * @param origin labels about where it comes from
 * @param tag the tag it gets besides its digest
 * @param access how registries are reached
 */
public record JobImage(
        ImageDefinition definition,
        List<JobJar> jobs,
        List<String> scripts,
        Map<String, String> origin,
        String tag,
        RegistryAccess access) {
    public JobImage {
        jobs = List.copyOf(jobs);
        scripts = List.copyOf(scripts);
    }

    /** The image of a cluster, empty when it names one that exists already. */
    public static Optional<JobImage> of(ClusterDefinition cluster, Order.Provenance provenance, boolean allowInsecure) {
        if (!cluster.needsImageBuild()) {
            return Optional.empty();
        }
        ImageDefinition definition = cluster.image().orElseThrow();
        List<JobJar> jobs = cluster.jobs().stream()
                .flatMap(job -> job.jar().map(jar -> new JobJar(jar, job.mainClass(), job.splitJar())).stream())
                .filter(job -> !job.jar().equals(ImageDefinition.SQL_RUNNER))
                .toList();
        String tag = provenance.commit().orElse(ImageRequest.DEFAULT_TAG);
        return Optional.of(new JobImage(
                definition,
                jobs,
                scripts(cluster, definition),
                origin(definition.options().provenance(), provenance),
                tag,
                RegistryAccess.DEFAULT.withAllowInsecure(allowInsecure)));
    }

    private static List<String> scripts(ClusterDefinition cluster, ImageDefinition image) {
        return cluster.jobs().stream()
                .filter(job ->
                        job.jar().filter(ImageDefinition.SQL_RUNNER::equals).isPresent())
                .flatMap(job -> job.args().stream())
                .filter(image.files()::containsKey)
                .map(image.files()::get)
                .distinct()
                .toList();
    }

    /** Only what was asked for: a label that changes makes another image, and each deployment restarts its jobs then. */
    private static Map<String, String> origin(List<ImageOrigin> wanted, Order.Provenance provenance) {
        ImageLabels labels = new ImageLabels();
        if (wanted.contains(ImageOrigin.COMMIT)) {
            labels.commit(provenance.commit());
        }
        if (wanted.contains(ImageOrigin.BUILD)) {
            labels.build(provenance.buildUrl());
        }
        return labels.toMap();
    }

    /** The same image, built by way of registries that are reached in another way. */
    public JobImage withAccess(RegistryAccess newAccess) {
        return new JobImage(definition, jobs, scripts, origin, tag, newAccess);
    }

    /** Repository and tag, for showing what would be built. */
    public String reference() {
        return definition.repository().orElse("") + ":" + tag;
    }

    /**
     * Builds and pushes.
     *
     * @param root directory of the cluster file
     * @throws UserException when a file is missing or the registry does not take it; nothing on the cluster has changed
     * @throws InterruptedException when the build is ended from outside
     */
    public BuiltImage build(Path root, RegistryCredentials credentials, ImageCaches caches, BuildLog log)
            throws InterruptedException {
        return build(root, credentials, caches, log, BuildProgress.NONE);
    }

    /** As above, and shows what is on its way. */
    public BuiltImage build(
            Path root, RegistryCredentials credentials, ImageCaches caches, BuildLog log, BuildProgress progress)
            throws InterruptedException {
        if (definition.dockerfile().isPresent()) {
            DockerfileRequest request = new DockerfileRequest(
                    definition.dockerfile().orElseThrow(),
                    required(definition.repository(), "repository"),
                    tag,
                    settings(root).labels(),
                    definition.options().platforms().get(0),
                    access);
            return new DockerfileBuilder().build(root, request, credentials, log);
        }
        ImageRequest request = ImageRequest.of(
                        required(definition.base(), "base"),
                        required(definition.repository(), "repository"),
                        new JobLayers(definition, root, caches, log).resolve(jobs, scripts))
                .withTag(tag)
                .withSplits(splits())
                .withSettings(settings(root))
                .withAccess(access)
                .withCaches(caches);
        return new ImageBuilder().build(request, credentials, log, progress);
    }

    private ImageSettings settings(Path root) {
        ImageOptions options = definition.options();
        Map<String, String> labels = new TreeMap<>(origin);
        if (options.provenance().contains(ImageOrigin.SOURCE)) {
            labels.putAll(new ImageLabels().source(GitSource.of(root)).toMap());
        }
        // What the file says goes before what is found out.
        labels.putAll(options.labels());
        return ImageSettings.NONE
                .withLabels(labels)
                .withEnvironment(options.env())
                .withUser(options.user().orElse(""))
                .withPlatforms(options.platforms());
    }

    /** Application clusters have all jars of the image in one class loader; only there may a job's jar be several. */
    private Map<String, String> splits() {
        Map<String, String> splits = new TreeMap<>();
        if (!definition.jarDirectory().equals(ImageDefinition.USER_LIB)) {
            return splits;
        }
        for (JobJar job : jobs) {
            splits.put(JobFiles.JAR_DIRECTORY + job.jar(), job.mainClass().orElse(""));
        }
        jobs.stream().filter(job -> !job.split()).forEach(job -> splits.remove(JobFiles.JAR_DIRECTORY + job.jar()));
        return splits;
    }

    private static String required(Optional<String> value, String key) {
        return value.orElseThrow(() -> new UserException(
                "image." + key + " is missing, so the image cannot be built.",
                Preparing.UNTOUCHED,
                "Add image." + key + " to the cluster file."));
    }

    public String toJson() {
        return Json.write(this);
    }

    public static JobImage fromJson(String json) {
        return Json.read(json, JobImage.class);
    }
}
