/**
 * Rules that judge a document by its URL: lists of domains, URLs and words, UT1's categories, hosts files, adblock rules.
 *
 * <p>Lists are the user's, inline or in files that are read once, when the rules are made. A document without a URL is kept.
 */
package io.bloomery.data.filter.web;
