/**
 * Quality rules: one class per rule, each with its own configuration record, and the pipeline they form.
 *
 * <p>A rule measures one or two numbers of a text, stores them as signals of the document whether it keeps it or not, and
 * drops the document when a number is beyond its limit. {@link io.bloomery.data.filter.Words} says what a word is. Steps
 * that change the text live in {@code normalize}.
 */
package io.bloomery.data.filter;
