package io.lingchuang.entries;

import io.lingchuang.calls.Call;
import java.util.List;

/** What an upper room asks of an entry besides its call, when it is handed in: what it knows and calls do not. */
public interface EntryRule {

    List<Problem> problems(Call call, Entry entry);
}
