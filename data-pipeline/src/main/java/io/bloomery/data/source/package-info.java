/**
 * Web archives as files: pages read from WARC (also WET), pages written to WARC, and the CDXJ index over them.
 *
 * <p>Reading is total: whatever the bytes are, every intact record comes out and every damaged stretch becomes one {@link
 * io.bloomery.data.document.Quarantined}. What the pages say is not looked at here; that is {@code extract}.
 */
package io.bloomery.data.source;
