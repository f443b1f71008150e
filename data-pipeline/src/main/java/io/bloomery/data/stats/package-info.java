/**
 * Numbers about documents that drop nothing, as datatrove's statistics and data-prep-kit count them, and their moments.
 *
 * <p>A rule that judges what it counts belongs into {@code data.filter}.
 */
package io.bloomery.data.stats;
