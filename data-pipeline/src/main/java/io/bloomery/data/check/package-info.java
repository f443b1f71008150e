/**
 * What a person expects of the output of a stage, written as text, and whether it holds.
 *
 * <p>A check looks at a {@link io.bloomery.data.survey.TableSurvey} and at nothing else.
 */
package io.bloomery.data.check;
