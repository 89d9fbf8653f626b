package io.lingchuang.achievements;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Under what an achievement is registered or published, and how its number is written. A number is checked by its form and, where the
 * office gives one, by its check digit: that the register really has it is for whoever proves it to see.
 */
public enum RegistrationKind {
    /** 专利申请号: four digits of the year, one of the kind, seven that count, a point, a check digit (ZC 0006, national standard of patent numbering). */
    PATENT_APPLIED("202010123456.2") {
        @Override
        Optional<String> read(String typed) {
            return patent(typed.startsWith("ZL") || typed.startsWith("CN") ? typed.substring(2) : typed);
        }
    },
    /** 专利号: the same behind ZL once it is granted. */
    PATENT_GRANTED("ZL202010123456.2") {
        @Override
        Optional<String> read(String typed) {
            return patent(typed.startsWith("ZL") ? typed.substring(2) : typed).map(n -> "ZL" + n);
        }
    },
    /** 软件著作权登记号 */
    SOFTWARE("2024SR0123456") {
        @Override
        Optional<String> read(String typed) {
            return written("(?:19|20)\\d{2}SR\\d{6,7}", typed);
        }
    },
    /** DOI */
    PAPER_DOI("10.13225/j.cnki.jccs.2024.0123") {
        @Override
        Optional<String> read(String typed) {
            Matcher m = Pattern.compile("(?:HTTPS?://(?:DX\\.)?DOI\\.ORG/|DOI:)?(10\\.\\d{4,9}/[\\x21-\\x7e]{1,100})")
                    .matcher(typed);
            return m.matches() ? Optional.of(m.group(1).toLowerCase(java.util.Locale.ROOT)) : Optional.empty();
        }
    },
    /** 国内统一连续出版物号 CN or international ISSN of the periodical, with year and issue behind it: CN11-2402/TD 2024(3), ISSN 0253-9993 2024(3). */
    PAPER_PERIODICAL("CN11-2402/TD 2024(3)") {
        @Override
        Optional<String> read(String typed) {
            Matcher cn = Pattern.compile("CN(\\d{2})-(\\d{4})(/[A-Z]{1,2}\\d{0,2})?" + ISSUE)
                    .matcher(typed);
            if (cn.matches()) {
                String mark = cn.group(3) == null ? "" : cn.group(3);
                return Optional.of("CN" + cn.group(1) + "-" + cn.group(2) + mark + issue(cn.group(4)));
            }
            Matcher issn =
                    Pattern.compile("ISSN:?(\\d{4})-?(\\d{3}[\\dX])" + ISSUE).matcher(typed);
            return issn.matches() && issnDigit(issn.group(1) + issn.group(2))
                    ? Optional.of("ISSN " + issn.group(1) + "-" + issn.group(2) + issue(issn.group(3)))
                    : Optional.empty();
        }
    };

    private static final String ISSUE = "((?:19|20)\\d{2}\\(\\d{1,3}\\))?";
    private static final List<Integer> WEIGHTS = List.of(2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);

    private final String example;

    RegistrationKind(String example) {
        this.example = example;
    }

    public String example() {
        return example;
    }

    /** The number as it is kept; empty when it cannot be one. Blanks and full-width signs, which copying brings, do not matter. */
    public Optional<String> number(String typed) {
        String plain = java.text.Normalizer.normalize(typed, java.text.Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .replaceAll("[‐‑–—―−]", "-")
                .toUpperCase(java.util.Locale.ROOT);
        return read(plain);
    }

    abstract Optional<String> read(String typed);

    private static Optional<String> written(String form, String typed) {
        return typed.matches(form) ? Optional.of(typed) : Optional.empty();
    }

    /** Since October 2003 a number has a year of four digits; older ones have two, and five that count. Kinds: 1 invention, 2 utility model, 3 design, 8 and 9 from abroad. */
    private static Optional<String> patent(String typed) {
        Matcher m = Pattern.compile("((?:19|20)\\d{2}[12389]\\d{7}|\\d{2}[12389]\\d{5})\\.?([\\dX])")
                .matcher(typed);
        return m.matches() && patentDigit(m.group(1)) == m.group(2).charAt(0)
                ? Optional.of(m.group(1) + "." + m.group(2))
                : Optional.empty();
    }

    /** The digits times 2 to 9 and again from 2, summed, by 11; ten is X. */
    static char patentDigit(String digits) {
        int rest = IntStream.range(0, digits.length())
                        .map(i -> (digits.charAt(i) - '0') * WEIGHTS.get(i))
                        .sum()
                % 11;
        return rest == 10 ? 'X' : (char) ('0' + rest);
    }

    /** ISO 3297: the digits times 8 down to 2, and the check digit, give nothing over by 11. */
    private static boolean issnDigit(String eight) {
        int sum = IntStream.range(0, 7)
                .map(i -> (eight.charAt(i) - '0') * (8 - i))
                .sum();
        int last = eight.charAt(7) == 'X' ? 10 : eight.charAt(7) - '0';
        return (sum + last) % 11 == 0;
    }

    private static String issue(@org.jspecify.annotations.Nullable String issue) {
        return issue == null ? "" : " " + issue;
    }
}
