package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.calls.Tables.ROUND;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;
import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;
import static io.lingchuang.db.notices.Tables.TIE_RULING;
import static io.lingchuang.db.platform.Tables.DOCUMENT_NUMBER;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.CUT;
import static io.lingchuang.db.review.Tables.CUT_ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.ROUND_ARCHIVE;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TURN;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_QUESTION;
import static io.lingchuang.db.vetting.Tables.ALLOTMENT;
import static io.lingchuang.db.vetting.Tables.PARTICIPATION;
import static io.lingchuang.db.vetting.Tables.PUT_FORWARD;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;

import java.util.List;
import java.util.Objects;
import org.jooq.Table;

/** The tables that the whole city is copied into, and their columns, in an order that foreign keys allow. */
enum Into {
    NODES(NODE, "id parent_id kind name code path industry_parent_id industry_path"),
    ENTERPRISES(ENTERPRISE, "node_id credit_code ownership industry cluster_id chain_id group_name staff"),
    OCCUPATIONS(OCCUPATION, "id code name category"),
    ACCOUNTS(ACCOUNT, "id login name password_hash created_at"),
    GRANTS(ROLE_GRANT, "account_id role node_id valid_from granted_at"),
    PEOPLE(
            PERSON,
            "id name employer_node_id staff_number occupation_id skill_level front_line unit_head account_id search"),
    HONOURS(HONOUR, "person_id title level year number"),
    EXPERTS(
            EXPERT,
            "id account_id kept_by employer_node_id employer_name title occupations industries tags term_from term_until load_limit"),
    CALLS(
            CALL,
            "id host_node_id title programme year kind introduction intake opens_at closes_at state eligibility form declarations rubric lines max_completers notice_days created_by created_at published_at version"),
    ROUNDS(ROUND, "call_id position form weight keeps"),
    CATEGORIES(CATEGORY, "id call_id code name position"),
    LEVELS(LEVEL, "call_id position level"),
    QUOTAS(QUOTA, "call_id level node_id places"),
    TIERS(TIER, "id call_id position code name places prize"),
    NUMBERS(DOCUMENT_NUMBER, "id organ_code year serial state subject created_by created_at"),
    ENTRIES(
            ENTRY,
            "id call_id category_id unit_node_id line number title answers ticked state at_node_id at_position due_on last_reason score rank reached tier_id created_by entered_for consent_note created_at changed_at submitted_at version search"),
    COMPLETERS(COMPLETER, "entry_id position person_id name unit_name share state decided_at"),
    EVENTS(EVENT, "entry_id at account_id actor_name node_id action from_state to_state reason"),
    GRAMS(TEXT_GRAM, "entry_id grams"),
    ALLOTMENTS(ALLOTMENT, "call_id node_id places used"),
    RECOMMENDATIONS(RECOMMENDATION, "entry_id node_id position rank reason recommended_by recommended_at"),
    RETURNS(PARTICIPATION, "call_id node_id person_times note reported_by reported_at"),
    FORWARDED(PUT_FORWARD, "entry_id organ document sent_on sent_by"),
    PANELS(PANEL, "id call_id category_id round form name chair_id state trim created_by created_at closed_at version"),
    MEMBERS(PANEL_EXPERT, "panel_id expert_id code"),
    ARCHIVES(ARCHIVE, "panel_id number seal content at"),
    INVITATIONS(INVITATION, "panel_id expert_id state sent_at answered_at declared_at declared_to"),
    ON_PANEL(PANEL_ENTRY, "panel_id entry_id blind_code added"),
    RECUSALS(RECUSAL, "panel_id expert_id entry_id ground reason at"),
    QUESTIONS(VISIT_QUESTION, "panel_id position text"),
    VISITS(VISIT, "id panel_id entry_id state starts_at place met findings remark held_at version"),
    VISITORS(VISITOR, "visit_id panel_id expert_id"),
    PRESENTATIONS(
            PRESENTATION,
            "panel_id starts_at place speaking_minutes answer_minutes pause_minutes secret commitment committed_at public_value drawn_at drawn_by version"),
    TURNS(TURN, "panel_id entry_id lot place draw_hash slot_at state began_at ended_at used_ms"),
    SHEETS(SHEET, "panel_id expert_id entry_id laid_at scores total comment state sealed_at version"),
    RESULTS(RESULT, "panel_id entry_id score rank tied sheets"),
    CUTS(CUT, "id call_id round category_id keeps reason made_by made_at"),
    CUT_ENTRIES(CUT_ENTRY, "cut_id entry_id panel_id score rank tied on_it"),
    ROUND_ARCHIVES(ROUND_ARCHIVE, "call_id category_id number seal content at"),
    NOTICES(
            NOTICE,
            "id call_id number title text contact days opens_on closes_on state prepared_by released_by released_at ended_at created_at version"),
    ITEMS(ITEM, "notice_id entry_id position tier_id struck struck_reason struck_at struck_by"),
    RULINGS(TIE_RULING, "call_id tier_id entry_id reason ruled_by ruled_at"),
    OBJECTIONS(
            OBJECTION,
            "id notice_id entry_id receipt name phone grounds state answer answered_by answered_at created_at"),
    DECISIONS(DECISION, "id call_id notice_id meeting minutes number_id number decided_on decided_by created_at"),
    AWARDS(AWARD, "id decision_id entry_id tier_id prize state withdrawn_why withdrawn_at"),
    BATCHES(
            PAYOUT_BATCH,
            "id call_id number state prepared_by prepared_at approved_by approved_at handed_over_at closed_at version"),
    PAYOUTS(
            PAYOUT,
            "id batch_id award_id payee_name payee_unit payee_person bank_name bank_account amount state failed_why paid_on corrects version"),
    CERTIFICATES(CERTIFICATE, "id award_id number verify_code holder state issued_on state_why"),
    MESSAGES(MESSAGE, "account_id subject body link once_key created_at read_at sent_by sent_at"),
    TRAIL(AUDIT, "at account_id account_name action subject_kind subject_id node_id detail");

    final Table<?> table;
    final int width;
    final boolean identified;
    private final String columns;

    Into(Table<?> table, String columns) {
        List<String> names = List.of(columns.split(" "));
        for (String name : names) {
            Objects.requireNonNull(table.field(name), () -> table.getName() + " has no column " + name);
        }
        this.table = table;
        this.width = names.size();
        this.identified = names.getFirst().equals("id");
        this.columns = String.join(", ", names);
    }

    String qualified() {
        return Objects.requireNonNull(table.getSchema()).getName() + "." + table.getName();
    }

    String copy() {
        return "copy " + qualified() + " (" + columns + ") from stdin";
    }
}
