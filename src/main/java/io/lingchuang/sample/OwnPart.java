package io.lingchuang.sample;

/**
 * One of the programme's own parts, beside the spine: puts into the sample city what the city publishes of it, and some of everything that its
 * pages show. Parts are loaded in their {@code @Order}, after the finished years and the open calls, in the same transaction.
 */
interface OwnPart {

    /** @param year the last whose calls are finished */
    void load(Scale scale, int year);
}
