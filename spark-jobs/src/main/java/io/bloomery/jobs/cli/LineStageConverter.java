package io.bloomery.jobs.cli;

import io.bloomery.jobs.pipeline.LineStage;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a stage from the command line. */
final class LineStageConverter implements ITypeConverter<LineStage> {

    @Override
    public LineStage convert(String verb) {
        return Arrays.stream(LineStage.values())
                .filter(stage -> stage.verb().equals(verb))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + verb + "' is no stage; there are "
                        + Arrays.stream(LineStage.values()).map(LineStage::verb).collect(Collectors.joining(", "))));
    }
}
