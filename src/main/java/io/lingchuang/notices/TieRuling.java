package io.lingchuang.notices;

import java.time.Instant;
import java.util.List;

/** How a tie at a tier's border was ruled 并列裁定: who of them got the places, why, by whom and when. */
public record TieRuling(String tier, List<String> chosen, String reason, String by, Instant at) {}
