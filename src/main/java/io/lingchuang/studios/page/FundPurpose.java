package io.lingchuang.studios.page;

/** What a studio may spend on: building, equipment, projects, training and exchange, spreading of results. */
public enum FundPurpose {
    BUILDING,
    EQUIPMENT,
    PROJECT,
    TRAINING,
    SPREADING
}
