/**
 * The general filters of datatrove: a pattern, a sample, and how common the words are.
 */
package io.bloomery.data.filter.datatrove;
