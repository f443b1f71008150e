/**
 * The rules that Penedo et al. 2024 (FineWeb) added to Gopher's and C4's, with the exact meaning of datatrove's filter.
 */
package io.bloomery.data.filter.fineweb;
