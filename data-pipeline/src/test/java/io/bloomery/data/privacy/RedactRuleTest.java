package io.bloomery.data.privacy;

import static io.bloomery.data.privacy.Redactions.everything;
import static io.bloomery.data.privacy.Redactions.redacted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.RuleSet;
import io.bloomery.data.step.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Write to jane.doe+news@mail.example.co.uk.      | Write to <EMAIL>.
        请联系wang@example.cn或者致电                    | 请联系<EMAIL>或者致电
        <müller@beispiel.de>, x@münchen.example         | <<EMAIL>>, <EMAIL>
        from 163.36.107.25 and 10.0.0.1:80              | from <IP> and 10.0.0.1:80
        at 2001:4860:4860::8888, not 2001:db8::1 or ::1 | at <IP>, not 2001:db8::1 or ::1
        Pay 4111 1111 1111 1111 or 378282246310005.     | Pay <CARD> or <CARD>.
        my card 4095-2609-9393-4932                     | my card <CARD>
        IBAN DE89 3704 0044 0532 0130 00 here           | IBAN <IBAN> here
        GB82WEST12345698765432                          | <IBAN>
        SSN 078-05-1120; 219 09 9999                    | SSN <SSN>; <SSN>
        身份证11010519491231002X号                        | 身份证<ID>号
        旧证130503670401001。                             | 旧证<ID>。
        手机13812345678，+86 138-1234-5678                | 手机<MOBILE>，<MOBILE>
        call +49 30 12345678 or (650) 253-0000 today    | call <PHONE> or <PHONE> today
        dob is 31.05.1987, 1987-05-31, 1987年5月31日     | dob is <DATE>, <DATE>, <DATE>
        """)
    void replacesPersonalData(String text, String expected) {
        assertThat(redacted(text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "icon@2x.png and name@host and @handle and a@b..c",
                "x@y@",
                ".@.",
                "medium.com/@user",
                "version 1.2.3.4.5 and 300.1.2.3 and 1.02.3.4",
                "std::vector, add::dad, 12:34:56, 1:2:3:4:5:6:7, ::",
                "4111 1111 1111 1112 has a wrong digit",
                "1111111111111117",
                "0.4111111111111111",
                "x4111111111111111",
                "DE88370400440532013000 has wrong check digits",
                "DE8937040044053201300",
                "ZZ89370400440532013000",
                "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000 123-45 6789 1-123-45-6789",
                "110105194912310021 has a wrong check digit",
                "110105194913310029",
                "990105194912310020",
                "138123456789",
                "1381234567",
                "3.13812345678",
                "31.02.1987 and 1987-13-01 and 31.05.87",
                "In 2008-2010 there were 1234567 of them, 12 345 678 in all.",
                "ISBN 978-3-16-148410-0"
            })
    void leavesWhatOnlyLooksLikeIt(String text) {
        assertThat(redacted(text).text()).isEqualTo(text);
    }

    @Test
    void countsEachKindAndJudgesTheSum() {
        Document document = Document.of("id", "", "a@b.org c@d.org 078-05-1120");
        RuleSet rules = new RuleSet(List.of(new RedactRule(everything())), true);

        Verdict atTheLimit = rules.apply(document);
        assertThat(atTheLimit).isInstanceOf(Verdict.Keep.class);
        assertThat(atTheLimit.document().signals())
                .containsEntry("pii-emails", 2.0)
                .containsEntry("pii-us-social-security-numbers", 1.0)
                .containsEntry("pii-ibans", 0.0)
                .containsEntry("pii-found", 3.0);
        Verdict beyond = rules.apply(document.withText(document.text() + " e@f.org"));
        assertThat(beyond).isInstanceOf(Verdict.Drop.class);
        assertThat(((Verdict.Drop) beyond).rule()).isEqualTo("pii");
        assertThat(((Verdict.Drop) beyond).measured()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesNothingTheSecondTime(long seed) {
        String once = redacted(text(new Random(seed))).text();
        assertThat(redacted(once).text()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-",
                "a.",
                "@",
                "a@",
                "a@b.",
                ".@",
                "1.",
                "1",
                "1 ",
                "+1",
                "(",
                " ",
                "12-",
                "DE89 ",
                "ab:",
                ":",
                "0",
                "@[1",
                "x@a-",
                "1381234567 ",
                "1381234567x",
                "(650) 253-0000\n",
                "31.05.",
                "\u0661"
            })
    @Timeout(60)
    void takesLinearTimeOnBait(String piece) {
        String bait = piece.repeat(30_000 / piece.length());
        assertThat(redacted(bait).text()).isNotEmpty();
        assertThat(new DatatroveEmails().find(bait)).hasSizeLessThan(bait.length());
        assertThat(new DolmaEmails().find(bait)).hasSizeLessThan(bait.length());
    }

    @Test
    void refusesSettingsThatDefeatThemselves() {
        assertThatThrownBy(() -> new Redacted(true, "a@b.org"))
                .hasMessage("replacement must have no digit and no @, or it is taken for personal data: 'a@b.org'");
        Redacted off = new Redacted(false, "");
        assertThatThrownBy(() -> new RedactConfig(off, off, true, off, List.of("XX"), off, off, off, off, off, off, 1))
                .hasMessageStartingWith("phone-regions names 'XX'");
        assertThatThrownBy(() -> new RedactConfig(off, off, true, off, List.of(), off, off, off, off, off, off, -1))
                .hasMessage("max-found must be 0 or more but is -1");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static String text(Random random) {
        List<String> pieces = List.of(
                " ",
                " ",
                "-",
                ".",
                "@",
                "/",
                "+",
                "(",
                ")",
                ":",
                ",",
                "_",
                "a",
                "Z",
                "中",
                "\n",
                "1",
                "42",
                "138",
                "1987",
                "a@b.org",
                "8.8.8.8",
                "078-05-1120",
                "4111111111111111",
                "DE89370400440532013000",
                "+49 30 12345678",
                "(650) 253-0000",
                "13812345678",
                "31.05.1987",
                "11010519491231002X",
                "2001:4860::1");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
