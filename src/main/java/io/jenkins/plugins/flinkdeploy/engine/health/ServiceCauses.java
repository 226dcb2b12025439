package io.jenkins.plugins.flinkdeploy.engine.health;

import static io.jenkins.plugins.flinkdeploy.engine.health.Cause.named;

import io.jenkins.plugins.flinkdeploy.engine.health.Cause.Where;
import java.util.List;

/** What the job, Flink and the operator ask of others: Kafka, databases, names, rights, slots; and what the operator refuses. */
final class ServiceCauses {
    private ServiceCauses() {}

    static List<Cause> connections() {
        return List.of(
                named(
                                "Kafka refuses the credentials",
                                "Kafka does not accept the job's credentials, or does not let it use the topic or group {1|the one that was said}.",
                                "Check the secret with the credentials, sasl.* and security.protocol, and the ACLs of topic and group.")
                        .by("SaslAuthenticationException|SslAuthenticationException|TopicAuthorizationException"
                                + "|GroupAuthorizationException|TransactionalIdAuthorizationException|ClusterAuthorizationException"
                                + "|Not authorized to access (?:topics?|group): \\[?([\\w.,-]+)"),
                named(
                                "Kafka topic unknown",
                                "A topic of the job does not exist{1|}.",
                                "Create it, or correct its name in the job's arguments.")
                        .by("UnknownTopicOrPartitionException|This server does not host this topic-partition"
                                + "|Topic( [\\w.-]+) not present in metadata"),
                named(
                                "Kafka unreachable",
                                "The job does not reach the Kafka brokers.",
                                "Check bootstrap.servers, the port (TLS or not), and network policies between the namespaces.")
                        .by("No resolvable bootstrap urls|Timed out waiting for a node assignment"
                                + "|Failed to (?:get metadata for topics|list subscribed topic partitions)"
                                + "|Bootstrap broker [^\\n]* disconnected|Connection to node -?\\d+ [^\\n]*could not be established"
                                + "|org\\.apache\\.kafka\\.common\\.errors\\.TimeoutException"),
                named(
                                "name not resolved",
                                "The name {1|the one that was said} cannot be resolved from within the pods.",
                                "Check its spelling and namespace (service.namespace.svc), and the cluster's DNS.")
                        .by(
                                "UnknownHostException: ([\\w.-]+)|Temporary failure in name resolution|Name or service not known"),
                named(
                                "certificate not trusted",
                                "The job does not trust the certificate of a server that it connects to.",
                                "Add the authority to a trust store in the image or a mounted secret, and name it in the job.")
                        .by("PKIX path building failed|SSLHandshakeException|unable to find valid certification path"),
                named(
                                "port in use",
                                "A port that Flink wants is taken in the pod.",
                                "Use another port, or none (Flink then chooses), and no hostNetwork.")
                        .by("BindException|Address already in use|Could not start rest endpoint on any port"),
                named(
                                "service unreachable",
                                "Something that the job connects to does not answer{1|}.",
                                "Check its address and that it runs, and network policies between the namespaces.")
                        .by(
                                "(?:java\\.net\\.(?:ConnectException|NoRouteToHostException|SocketTimeoutException)"
                                        + "|ConnectTimeoutException|CommunicationsException|PSQLException: Connection)(?:: ([^\\n]*))?"));
    }

    static List<Cause> flink() {
        return List.of(
                named(
                                "rights of Flink missing",
                                "The job's service account {1|} may not do in Kubernetes what Flink needs.",
                                "Give it a Role for pods, config maps, services and deployments in its namespace, as the operator's"
                                        + " chart does for the account 'flink'.")
                        .by(Where.LOG, "User \"system:serviceaccount:([^\"]+)\" cannot")
                        .by(Where.JOB, "User \"system:serviceaccount:([^\"]+)\" cannot"),
                named(
                                "rights of the operator missing",
                                "The operator ({1|its service account}) may not do what this resource asks of it.",
                                "Let the operator watch the namespace (watchNamespaces of its chart), or give its account a Role there.")
                        .by("User \"system:serviceaccount:([^\"]+)\" cannot|is forbidden: User \"([^\"]+)\" cannot"),
                named(
                                "job submitted twice",
                                "A job with this id was submitted before, so this one is not started.",
                                "Remove a fixed job id ($internal.pipeline.job-id), and look for a job of the same id that still runs.")
                        .by("DuplicateJobSubmissionException|Job has already been submitted"
                                + "|job [^\\n]*already (?:exists|reached a globally-terminal state)"),
                named(
                                "cluster exists already",
                                "Something of the name exists already that the operator did not make, or that is not gone yet.",
                                "Look for a Deployment, Service or pods of this name; delete what an earlier attempt left behind.")
                        .by("Kubernetes cluster[^\\n]*already exist|The Flink cluster \\S+ already exist"
                                + "|Could not create Kubernetes cluster|object is being deleted"),
                named(
                                "not enough slots",
                                "The job gets fewer slots than its parallelism needs.",
                                "Look why task managers are missing (events of pods, quota); else lower the parallelism or raise slots"
                                        + " per task manager.")
                        .by("NoResourceAvailableException|Could not acquire the minimum required resources"
                                + "|required slot within slot request timeout|Max total resource limitation"),
                named(
                                "task manager lost",
                                "The JobManager lost a task manager: it was killed, hangs, or cannot be reached.",
                                "Look at the last state of the pod; long garbage collections and lack of CPU look like this, too.")
                        .by(
                                "Heartbeat of TaskManager with id \\S+ timed out|TaskManager with id \\S+ is no longer reachable"
                                        + "|Connection unexpectedly closed by remote task manager|RemoteTransportException"
                                        + "|TaskManager [^\\n]*(?:was released|has been disconnected)"),
                named(
                                "invalid configuration",
                                "Flink does not understand a value of its configuration{1|}.",
                                "Correct the option in 'configuration' that the message names.")
                        .by("Could not parse value '[^']*' for key( '[^']+')|Could not parse value for key( '[^']+')"
                                + "|IllegalConfigurationException|Could not parse value for enum"));
    }

    static List<Cause> operator() {
        return List.of(
                named(
                                "Flink version not supported",
                                "The installed operator does not know this Flink version and keeps the job as it was.",
                                "Use a version that the operator supports, or upgrade the operator.")
                        .by("UnsupportedFlinkVersion|Flink version \\S+ is not supported"),
                named(
                                "session cluster missing",
                                "The session cluster of the job does not exist, is not ready, or is an application cluster.",
                                "Deploy the session cluster first, and check the name of the cluster.")
                        .by("Can not submit session job to application cluster|session job's cluster id is not match"
                                + "|[Ss]ession cluster [^\\n]*not found"),
                named(
                                "specification refused",
                                "The operator refuses the specification and keeps the job as it was.",
                                "Correct what the operator names.")
                        .by(Where.EVENT, "ValidationError")
                        .by("operator\\.exception\\.ValidationException|The operator refused the specification"));
    }
}
