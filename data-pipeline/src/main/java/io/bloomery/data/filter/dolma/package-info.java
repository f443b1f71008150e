/**
 * The taggers of Dolma (Soldaini et al. 2024) as rules: its readings of Gopher's and of C4's rules, which differ from those
 * of datatrove in what they count.
 */
package io.bloomery.data.filter.dolma;
