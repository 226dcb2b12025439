package io.jenkins.plugins.flinkdeploy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;
import org.junit.runner.RunWith;
import org.kohsuke.stapler.verb.POST;

/** What a browser can call on a form is an attack surface: each such method takes only POST and asks for a permission. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "io.jenkins.plugins.flinkdeploy", importOptions = ImportOption.DoNotIncludeTests.class)
public class FormMethodsTest {
    private static final String WEB_METHOD = "do[A-Z].*";

    @ArchTest
    static final ArchRule WEB_METHODS_TAKE_ONLY_POST = methods()
            .that(describe("are web methods", FormMethodsTest::isWebMethod))
            .should()
            .bePublic()
            .andShould()
            .beAnnotatedWith(POST.class);

    @ArchTest
    static final ArchRule WEB_METHODS_ASK_FOR_A_PERMISSION = methods()
            .that(describe("are web methods", FormMethodsTest::isWebMethod))
            .should(new ArchCondition<>("ask for a permission") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean asks = asksForPermission(method, new HashSet<>());
                    events.add(new SimpleConditionEvent(
                            method, asks, method.getFullName() + (asks ? " asks" : " asks for no permission")));
                }
            });

    private static boolean isWebMethod(JavaMethod method) {
        return method.getName().matches(WEB_METHOD);
    }

    private static boolean asksForPermission(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
            if (Set.of("checkPermission", "hasPermission")
                    .contains(call.getTarget().getName())) {
                return true;
            }
            if (call.getTargetOwner().getPackageName().startsWith("io.jenkins.plugins.flinkdeploy")
                    && call.getTarget()
                            .resolveMember()
                            .filter(called -> asksForPermission(called, seen))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
