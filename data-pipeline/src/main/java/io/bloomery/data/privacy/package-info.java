/**
 * Finding personal data in a text and replacing it: the rules of datatrove and Dolma, and one of our own.
 *
 * <p>A finder says where one kind of data is, a rule decides what comes in its place and counts it. Every finder takes
 * time linear in the text: the patterns are bounded, and what is unbounded (e-mail addresses, white space) is scanned by
 * hand. Names of people and places need a model and are not looked for.
 */
package io.bloomery.data.privacy;
