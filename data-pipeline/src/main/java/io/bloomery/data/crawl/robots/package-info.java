/**
 * What a robots.txt file says (RFC 9309): bytes in, rules for one crawler out.
 *
 * <p>Pure and bounded; nothing here fetches, waits or knows what a missing file means, which is {@code data.crawl}'s to
 * decide. Octets are carried as the characters U+0000 to U+00FF, so that a file that is no UTF-8 still matches octet by
 * octet.
 */
package io.bloomery.data.crawl.robots;
