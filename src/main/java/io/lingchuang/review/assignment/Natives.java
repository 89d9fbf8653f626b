package io.lingchuang.review.assignment;

import com.google.ortools.Loader;

/** The solver's native code is unpacked and loaded when the first plan is asked for, not when the house starts. */
final class Natives {

    private Natives() {}

    static void load() {
        Once.loaded();
    }

    private static final class Once {
        static {
            Loader.loadNativeLibraries();
        }

        static void loaded() {}
    }
}
