/**
 * The rules of Rae et al. 2021 (Gopher) with the exact meaning of datatrove's filters: quality and repetition.
 *
 * <p>Other peers' versions of the same rules live in packages of their own: they count other things.
 */
package io.bloomery.data.filter.gopher;
