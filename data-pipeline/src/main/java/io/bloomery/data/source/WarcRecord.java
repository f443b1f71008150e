package io.bloomery.data.source;

import java.util.Locale;
import java.util.Map;

/** One framed WARC record: its headers, by lower-case name, and its block. */
@SuppressWarnings("ArrayRecordComponent") // lives from framing to decoding only and is never compared
record WarcRecord(Map<String, String> headers, byte[] block, long offset) {

    /** The value of a header, the first one if it is repeated; empty where there is none. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The target URI, without the angle brackets that WARC 1.0 put around it. */
    String target() {
        String target = header("WARC-Target-URI");
        return target.startsWith("<") && target.endsWith(">") ? target.substring(1, target.length() - 1) : target;
    }

    WarcRecord at(long newOffset) {
        return new WarcRecord(headers, block, newOffset);
    }
}
