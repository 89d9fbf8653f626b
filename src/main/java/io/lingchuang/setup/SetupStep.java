package io.lingchuang.setup;

/** The five steps, in their order. Each is saved when done; whoever comes back goes on at the first that is not. */
enum SetupStep {
    FEDERATION,
    ADMINISTRATIONS,
    TREE,
    PEOPLE,
    OPENING;

    int number() {
        return ordinal() + 1;
    }

    String address() {
        return "/setup/" + number();
    }
}
