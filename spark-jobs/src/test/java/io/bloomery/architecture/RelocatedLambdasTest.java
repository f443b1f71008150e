package io.bloomery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The jar for the cluster carries some libraries under other names. The plugin that renames them does not look into the
 * signatures by which javac finds serialized lambdas again, so such a lambda works in every test and in no task.
 */
class RelocatedLambdasTest {

    /** What javac calls the body of a serializable lambda; of other lambdas the name has no hash. */
    private static final Pattern SERIALIZABLE = Pattern.compile("lambda\\$.+\\$[0-9a-f]{1,8}\\$\\d+");

    private static final Pattern RELOCATED = Pattern.compile("<relocation><pattern>([^<]+)</pattern>");

    @Test
    void noSerializableLambdaTakesATypeThatTheJarRenames() throws IOException {
        List<String> renamed = RELOCATED
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult result) -> result.group(1) + ".")
                .toList();
        List<Method> lambdas = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.bloomery").stream()
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .filter(method -> SERIALIZABLE.matcher(method.getName()).matches())
                        .toList();

        assertThat(renamed).contains("com.google.re2j.");
        assertThat(lambdas).hasSizeGreaterThan(50);
        assertThat(lambdas).noneMatch(lambda -> types(lambda)
                .anyMatch(type -> renamed.stream().anyMatch(type.getName()::startsWith)));
    }

    private static Stream<Class<?>> types(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()));
    }
}
