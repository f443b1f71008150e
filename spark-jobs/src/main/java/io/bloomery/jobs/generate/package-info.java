/**
 * Generation: text out of an exported model, wherever its folder lies.
 */
package io.bloomery.jobs.generate;
