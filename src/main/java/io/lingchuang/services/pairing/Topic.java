package io.lingchuang.services.pairing;

/** What an enterprise may ask for, or have to give. */
public enum Topic {
    TECHNOLOGY,
    SKILLS,
    STUDIO,
    COMPETITION,
    PATENT,
    STANDARDS,
    MANAGEMENT,
    SAFETY
}
