/**
 * The rules of Raffel et al. 2020 (C4) and of mC4 with the exact meaning of datatrove's filters: lines that read like
 * prose, long paragraphs, and pages without words of a list.
 */
package io.bloomery.data.filter.c4;
