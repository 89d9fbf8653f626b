package io.lingchuang.studios;

/**
 * What shows that a year brought something: a patent, software or paper in its register, benefit that a union found proven, an achievement
 * that somebody took up, a service given, a class held. Which of them count for a kind is the city's rule.
 */
public enum Evidence {
    REGISTRATION,
    BENEFIT,
    ADOPTION,
    SERVICE,
    LESSON
}
