package io.bloomery.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

@AnalyzeClasses(packages = "io.bloomery", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule librariesDoNotKnowTheEngine = noClasses()
            .that()
            .resideInAnyPackage("io.bloomery.data..", "io.bloomery.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "io.bloomery.jobs..");

    @ArchTest
    static final ArchRule thePipelineDoesNotKnowTheModel = noClasses()
            .that()
            .resideInAPackage("io.bloomery.data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.bloomery.model..", "org.nd4j..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule theModelUsesOnlyTheNounsOfThePipeline = noClasses()
            .that()
            .resideInAPackage("io.bloomery.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.bloomery.data.crawl..",
                    "io.bloomery.data.dedup..",
                    "io.bloomery.data.extract..",
                    "io.bloomery.data.filter..",
                    "io.bloomery.data.language..",
                    "io.bloomery.data.normalize..",
                    "io.bloomery.data.pack..",
                    "io.bloomery.data.report..",
                    "io.bloomery.data.site..",
                    "io.bloomery.data.source..",
                    "io.bloomery.data.step..",
                    "io.bloomery.data.url..");

    @ArchTest
    static final ArchRule configurationIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.bloomery.data.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config..");

    @ArchTest
    static final ArchRule onlyStorageRenamesAndDeletes = noClasses()
            .that()
            .resideOutsideOfPackage("io.bloomery.jobs.storage..")
            .should()
            .callMethod(FileSystem.class, "rename", Path.class, Path.class)
            .orShould()
            .callMethod(FileSystem.class, "delete", Path.class, boolean.class);

    @ArchTest
    static final ArchRule jobsDoNotUseOneAnother = slices().matching(
                    "io.bloomery.jobs.(crawl|clean|dedup|decontaminate|mix|tokenize|train|evaluate|export|generate)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.bloomery.jobs.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.bloomery.jobs.cli..");

    @ArchTest
    static final ArchRule featuresDoNotFormCycles =
            slices().matching("io.bloomery.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedByFeature = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..helper..",
                    "..helpers..",
                    "..common..",
                    "..impl..",
                    "..dto..",
                    "..exceptions..");
}
