package io.lingchuang.services;

/** What help is about: new technology 创新技术, standards 标准服务, turning results into products 成果转化, filing patents 专利申报. */
public enum HelpKind {
    TECHNOLOGY,
    STANDARDS,
    TRANSFER,
    PATENT
}
