/**
 * Makes a folder that can be uploaded to the Hugging Face Hub of a published table: its files and a dataset card.
 */
package io.bloomery.jobs.card;
