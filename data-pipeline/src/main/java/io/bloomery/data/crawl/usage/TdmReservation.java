package io.bloomery.data.crawl.usage;

import io.bloomery.data.crawl.usage.UsageStatement.Source;
import java.util.ArrayList;
import java.util.List;

/** The two properties of the TDM Reservation Protocol, wherever they stand. */
public final class TdmReservation {

    /** Whether rights are reserved: 1 or 0; the name of a header, a meta element and a key. */
    public static final String RESERVATION = "tdm-reservation";

    /** The URL of a policy; the name of a header, a meta element and a key. */
    public static final String POLICY = "tdm-policy";

    private TdmReservation() {}

    /** The statements made by two values; an empty one makes none, and a reservation of neither 0 nor 1 does not, too. */
    public static UsageStatements statements(Source source, String reservation, String policy) {
        List<UsageStatement> statements = new ArrayList<>();
        String reserved = reservation.strip();
        if (reserved.equals("0") || reserved.equals("1")) {
            statements.add(new UsageStatement(source, RESERVATION, reserved));
        }
        if (!policy.isBlank()) {
            statements.add(new UsageStatement(source, POLICY, policy));
        }
        return new UsageStatements(statements);
    }
}
