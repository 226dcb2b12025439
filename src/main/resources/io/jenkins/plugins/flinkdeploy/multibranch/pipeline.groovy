// The pipeline of projects without a Jenkinsfile. Above it stands what is known before the build begins: settings.

def tasks = []
int gate = 0
node(settings.agent) {
    stage('Checkout') {
        checkout scm
    }
    stage('Validate') {
        tasks = validated(settings)
    }
    stage('Build') {
        build(settings)
    }
    if (settings.pullRequest) {
        gate = tasks.size()
        if (tasks) {
            stage('Plan') {
                for (task in tasks) {
                    plan(settings, task)
                }
            }
        }
    } else {
        while (gate < tasks.size() && !tasks[gate].approval) {
            gate++
        }
        if (gate < tasks.size()) {
            prepare(settings, tasks, gate)
        }
        for (int i = 0; i < gate; i++) {
            deploy(settings, tasks[i])
        }
    }
}
// Nobody holds an executor while somebody is asked. Of one file, what was approved is what was built above, by its digest.
for (int i = gate; i < tasks.size(); i++) {
    def task = tasks[i]
    if (task.unchanged) {
        continue
    }
    if (task.approval) {
        stage('Approve ' + task.title) {
            input message: settings.words.question.replace('{0}', task.title), ok: settings.words.yes
        }
    }
    node(settings.agent) {
        checkout scm
        if (settings.several) {
            build(settings)
        }
        deploy(settings, task)
    }
}

/** Checks the file for each place, and lists what is to be deployed there, in order. */
def validated(settings) {
    def tasks = []
    if (!settings.places) {
        flinkValidate settings.where
    }
    for (place in settings.places) {
        def stages = flinkValidate(settings.where + [environment: place.environment]).stages
        if (!stages) {
            error settings.words.nothingFor.replace('{0}', name(settings)).replace('{1}', place.environment)
        }
        for (each in stages) {
            tasks << [
                title: place.target ? each.name + ' to ' + place.target : each.name,
                clusters: each.clusters,
                built: each.built,
                approval: each.approval,
                target: place.target,
                environment: place.environment,
                images: [:],
                unchanged: false
            ]
        }
    }
    return tasks
}

def build(settings) {
    if (settings.buildCommand) {
        command settings.buildCommand
        return
    }
    for (directory in settings.directories) {
        def tool = directory ? '' : tool()
        if (directory) {
            dir(directory) {
                tool = tool()
                if (tool) {
                    command tool
                }
            }
        } else if (tool) {
            command tool
        }
        if (tool) {
            return
        }
    }
    echo settings.words.noTool
}

/** How the directory is built; empty when it has no build tool. Wrappers may have lost their executable bit. */
def tool() {
    boolean unix = isUnix()
    if (fileExists('pom.xml')) {
        if (fileExists(unix ? 'mvnw' : 'mvnw.cmd')) {
            return unix ? 'sh ./mvnw -B package' : 'mvnw.cmd -B package'
        }
        return 'mvn -B package'
    }
    if (fileExists('build.gradle') || fileExists('build.gradle.kts')) {
        if (fileExists(unix ? 'gradlew' : 'gradlew.bat')) {
            return unix ? 'sh ./gradlew build' : 'gradlew.bat build'
        }
        return 'gradle build'
    }
    return ''
}

def command(text) {
    if (isUnix()) {
        sh text
    } else {
        bat text
    }
}

def name(settings) {
    return settings.where.file ?: settings.where.files
}

/** Shows what would change. Of several files only what changed in the repository is meant, and it may be nothing. */
def plan(settings, task) {
    if (settings.several) {
        def shown = flinkDeploy(arguments(settings, task) + [dryRun: true])
        task.unchanged = shown.outcome == 'UNCHANGED'
        return
    }
    for (cluster in task.clusters) {
        flinkPlan(
            file: settings.where.file,
            cluster: cluster,
            target: task.target,
            environment: task.environment,
            image: task.images[cluster]
        )
    }
}

/** Shows what waits for an approval, and of one file builds its images. */
def prepare(settings, tasks, int gate) {
    if (!settings.canAsk) {
        error settings.words.cannotAsk.replace('{0}', name(settings))
    }
    if (!settings.several) {
        stage('Image') {
            for (int i = gate; i < tasks.size(); i++) {
                def task = tasks[i]
                for (cluster in task.built) {
                    def built = flinkBuildImage(
                        file: settings.where.file,
                        cluster: cluster,
                        target: task.target,
                        environment: task.environment
                    )
                    task.images[cluster] = built.image
                }
            }
        }
    }
    stage('Plan') {
        for (int i = gate; i < tasks.size(); i++) {
            plan(settings, tasks[i])
        }
    }
}

/** Independent clusters at the same time, unless each has an image of its own already. */
def deploy(settings, task) {
    stage('Deploy ' + task.title) {
        if (!task.images) {
            flinkDeploy arguments(settings, task)
            return
        }
        for (cluster in task.clusters) {
            flinkDeploy(arguments(settings, task) + [cluster: cluster, image: task.images[cluster]])
        }
    }
}

def arguments(settings, task) {
    return settings.where + [
        cluster: task.clusters.join(', '),
        target: task.target,
        environment: task.environment,
        changedOnly: settings.several,
        sharedFiles: settings.sharedFiles
    ]
}
