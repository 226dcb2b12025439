package io.jenkins.plugins.flinkdeploy;

import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import org.junit.runner.RunWith;

/** The packages for Jenkins depend on each other as docs/architecture-jenkins.puml shows. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "io.jenkins.plugins.flinkdeploy", importOptions = ImportOption.DoNotIncludeTests.class)
public class JenkinsArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES = ArchRuleDefinition.classes()
            .should(adhereToPlantUmlDiagram(
                    Path.of(System.getProperty("basedir", ""), "docs", "architecture-jenkins.puml"),
                    consideringOnlyDependenciesInDiagram()));
}
