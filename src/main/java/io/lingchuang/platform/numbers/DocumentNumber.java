package io.lingchuang.platform.numbers;

/** An official number 发文字号: 淮工〔2026〕12号, the year in 〔〕, the serial without leading zeros. */
public record DocumentNumber(long id, String organCode, int year, int serial) {
    @Override
    public String toString() {
        return organCode + "〔" + year + "〕" + serial + "号";
    }
}
