package io.bloomery.data.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/** Runs the cases of one rule of one peer. */
@FunctionalInterface
public interface CaseRunner {

    /** What came of one case; a case that the runner throws on has failed. */
    CaseResult run(JsonNode testCase) throws Exception;
}
