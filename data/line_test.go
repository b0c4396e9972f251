package data_test

import (
	"context"
	"database/sql"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// raw runs statements on a database that is closed, as no part of the program does.
func raw(tb testing.TB, dir string, statements ...string) {
	tb.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "cppccdesk.db"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, statement := range statements {
		if _, err := db.ExecContext(tb.Context(), statement); err != nil {
			tb.Fatalf("%s: %v", statement, err)
		}
	}
}

// shown is a proposal as lists show it.
func shown(tb testing.TB, s *store.Store, id int64) string {
	tb.Helper()
	lines, err := proposal.Find(tb.Context(), s.DB(), proposal.Filter{IDs: []int64{id}}, "2026-11-23")
	if err != nil || len(lines) != 1 {
		tb.Fatal(lines, err)
	}
	l := &lines[0]
	return strings.Join([]string{l.Title, l.Status, l.LeadUnits, l.Proposers, l.Field, l.SessionName}, " ")
}

// aged is an office with an assigned proposal, closed again.
func aged(t *testing.T) (dir string, id int64, was string) {
	t.Helper()
	o := openOffice(t)
	o.must(1, record.Values{"conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-01"})
	was = shown(t, o.Store, 1)
	if !strings.Contains(was, "县教育局") {
		t.Fatal(was)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	return o.Dir(), 1, was
}

// Lines that are damaged in the file are found, named and computed afresh.
func TestDamagedLine(t *testing.T) {
	for name, damage := range map[string]string{
		"Altered": "UPDATE line_proposal SET line = (SELECT line FROM line_proposal WHERE id = 2) WHERE id = 1",
		"Garbled": "UPDATE line_proposal SET line = x'01010203' WHERE id = 1",
		"Moved":   "UPDATE line_proposal SET place = '0' WHERE id = 1",
		"Missing": "DELETE FROM line_proposal WHERE id = 1",
		"Extra":   "INSERT INTO line_proposal SELECT 4711, scope, place, line FROM line_proposal WHERE id = 1",
	} {
		t.Run(name, func(t *testing.T) {
			dir, id, was := aged(t)
			raw(t, dir, damage)
			s := datatest.MustOpenDir(t, dir)
			report, err := s.Check(t.Context())
			if err != nil || report.Lines != 1 || len(report.Findings) != 1 || !strings.HasPrefix(report.Findings[0], "提案有 1 条在列表和指标里的汇总与记录不一致（记录 ") {
				t.Fatal(report, err)
			}
			if mended, err := s.MendLines(t.Context()); err != nil || len(mended) != 1 {
				t.Fatal(mended, err)
			}
			if report, err := s.Check(t.Context()); err != nil || len(report.Findings) != 0 {
				t.Fatal(report, err)
			}
			if now := shown(t, s, id); now != was {
				t.Errorf("%s, want %s", now, was)
			}
		})
	}
}

// undone takes back columns that a migration added to a table, and the triggers that name them.
func undone(table string, columns ...string) []string {
	var statements []string
	for _, op := range []string{"insert", "update", "delete"} {
		statements = append(statements, "DROP TRIGGER journal_"+table+"_"+op)
	}
	for _, column := range columns {
		statements = append(statements, "ALTER TABLE "+table+" DROP COLUMN "+column)
	}
	return statements
}

// migrated is the statement of a migration that begins so.
func migrated(t *testing.T, file, begin string) string {
	t.Helper()
	script, err := fs.ReadFile(store.Migrations, file)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(script), begin)
	if !found {
		t.Fatalf("%s does not say %q", file, begin)
	}
	statement, _, _ := strings.Cut(rest, ";")
	return begin + statement
}

// checksBefore are the statements that have score sheets typed in once again.
func checksBefore() []string {
	return append(undone("score_sheet", "entered_by"), "DROP TABLE score_settlement", "DROP TABLE score_check_point", "DROP TABLE score_check")
}

// sheetsBefore are the statements that take the choices from indicators, and the sheets of nobody and the second entries from panels, again.
func sheetsBefore(t *testing.T) []string {
	t.Helper()
	return slices.Concat([]string{"DROP TRIGGER rubric_indicator_kept_update"}, undone("rubric_indicator", "choices"), undone("rater", "slot"), checksBefore(),
		[]string{migrated(t, "0074_units_evaluated.sql", "CREATE TRIGGER rubric_indicator_kept_update") + "; END"})
}

// evaluatedBefore are the statements that make what panels evaluate proposals alone again.
func evaluatedBefore(t *testing.T) []string {
	t.Helper()
	return append(undone("evaluation_target"), "DROP VIEW target_list", "CREATE TABLE kept_target AS SELECT * FROM evaluation_target", "DROP TABLE evaluation_target",
		migrated(t, "0003_evaluation.sql", "CREATE TABLE evaluation_target"), migrated(t, "0003_evaluation.sql", "CREATE INDEX evaluation_target_proposal"),
		migrated(t, "0011_references.sql", "CREATE INDEX evaluation_target_by_unit"), migrated(t, "0004_lists.sql", "CREATE VIEW target_list"),
		"INSERT INTO evaluation_target (id, panel_id, proposal_id, unit_id) SELECT id, panel_id, proposal_id, unit_id FROM kept_target", "DROP TABLE kept_target")
}

// revisitsBefore are the statements that take what the office found when it looked again.
var revisitsBefore = []string{"DROP TABLE revisit", "DELETE FROM dictionary WHERE kind = 'revisit_mode'"}

// A database whose lines another version computed, or one without any, has them when it is opened; until then lists read the records.
func TestLinesOfAnotherVersion(t *testing.T) {
	for name, statements := range map[string][]string{
		"OtherVersion": {"UPDATE line_version SET version = 0", "UPDATE line_proposal SET line = x'00'"},
		"SchemaBefore": slices.Concat([]string{"DROP INDEX member_by_number", "DROP INDEX supervisor_by_number", "DROP INDEX assignment_by_evaluation", "DROP INDEX assignment_by_evaluation_unit"}, undone("proposal", "open_why", "submitted_by", "instructed_on", "instruction", "archived_on", "archive_number", "passed_on", "passed_to", "received_at"), undone("session", "cut_off"), undone("key_proposal", "tracked_on"), undone("assignment", "asked_on", "asked_why", "kept_on", "extended_by", "extended_why", "evaluation_id", "evaluation_score", "evaluation_unit_id", "silent_on"),
			undone("assignment_past", "accepted_on", "asked_on", "kept_on", "extended_by", "extended_why"), undone("setting"), undone("feedback", "suggestions", "adopted"), undone("dictionary", "from_year", "to_year"), revisitsBefore, undone("deadline_rule", "applies", "fixed_on"), undone("supervision_group", "report_on", "unit_opinion", "grade", "grade_why", "graded_on"), undone("import_layout", "blocks"), undone("activity", "half_days", "duty", "guests"), undone("rubric_indicator"), undone("rater", "slot"), checksBefore(), undone("plan_item", "form", "owner", "approval"), evaluatedBefore(t), undone("evaluation", "planned"), undone("rubric", "anonymous", "method", "satisfied_line", "summing", "least_sheets", "rework_line"), []string{
				"DROP TABLE journal_sent", "DROP TABLE holiday", "DROP INDEX proposal_by_review_meeting", "ALTER TABLE proposal DROP COLUMN review_meeting_id", "DROP TABLE review_meeting", "DROP TABLE handover", "DROP TABLE word_past", "DROP TABLE attendance", "DELETE FROM dictionary WHERE kind = 'activity_kind' AND sort BETWEEN 6 AND 98",
				"DROP TRIGGER rubric_indicator_kept_update", "CREATE TABLE kept AS SELECT * FROM rubric_indicator", "DROP TABLE rubric_indicator",
				migrated(t, "0003_evaluation.sql", "CREATE TABLE rubric_indicator"), migrated(t, "0011_references.sql", "CREATE INDEX rubric_indicator_by_parent"),
				"INSERT INTO rubric_indicator (id, rubric_id, name, weight, max_score, sort) SELECT id, rubric_id, name, weight, max(marks / 100, 1), sort FROM kept", "DROP TABLE kept",
				"DROP TABLE result_lock", "DROP TABLE ballot_settlement", "DROP TABLE ballot_mark", "DROP TABLE ballot", "DROP TABLE ballot_round", "DROP TABLE ballot_target", "DROP TABLE rubric_option",
				"DROP TABLE line_proposal", "DROP TABLE line_version", "DROP INDEX person_name_in_forms", "DROP INDEX person_undotted", "DROP TABLE review_past", "DROP TABLE archive_past",
				"DROP TABLE report_column", "DROP TABLE report_order", "DELETE FROM setting WHERE key = 'names.order'", "DROP TABLE superior_form_cell", "DROP TABLE superior_form", "DROP TABLE direct_return", "DROP TABLE point_return", "DROP TABLE point_extension", "DROP TABLE direct_item", "DROP TABLE review_rule", "DROP TABLE supervisor_review", "DELETE FROM deadline_rule WHERE code LIKE 'direct_%' OR code = 'extension'",
				"DROP TABLE promise", "DROP TABLE reply_draft", "DROP TABLE reminder", "DELETE FROM dictionary WHERE kind IN ('reminder_mode', 'submission')", "DROP TABLE opinion_unit_past", "DROP TABLE opinion_point", "DROP TABLE opinion_letter", "DROP TABLE visit_finding", "DROP TABLE visit_person", "DROP TABLE visit",
				"DELETE FROM dictionary WHERE kind IN ('supervision_form', 'visit_mode')", "DROP TABLE proposal_apart", "DROP TABLE paper_template", "DROP TABLE proposal_search",
				"CREATE VIRTUAL TABLE proposal_search USING fts5(pairs, content='', contentless_delete=1, tokenize='unicode61')",
				"DELETE FROM setting WHERE key IN ('proposal.alike', 'rate.attendance', 'proposal.check_replies', 'proposal.extensions', 'proposal.rounds', 'proposal.very_late') OR key LIKE 'pack.%' OR key LIKE 'paper.%' OR key LIKE 'archive.%'",
				"DELETE FROM schema_migration WHERE version >= (SELECT version FROM schema_migration WHERE name = 'lines')",
				"DELETE FROM setting WHERE key IN ('group.visits_quarter', 'group.findings_year', 'group.excellent', 'group.competent', 'activity.briefings_half')",
				"UPDATE journal_shape SET hash = ''",
			}),
	} {
		t.Run(name, func(t *testing.T) {
			dir, id, was := aged(t)
			raw(t, dir, statements...)
			if name == "OtherVersion" {
				s, err := store.Open(t.Context(), store.Options{Dir: dir, ReadOnly: true})
				if err != nil {
					t.Fatal(err)
				}
				if now := shown(t, s, id); now != was {
					t.Errorf("%s, want %s", now, was)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			s := datatest.MustOpenDir(t, dir)
			if wrong, err := s.MendLines(t.Context()); err != nil || len(wrong) > 0 {
				t.Fatal(wrong, err)
			}
			if n, err := store.LookUp(t.Context(), s.DB(), "SELECT count(*) FROM line_proposal"); err != nil || n != 3 {
				t.Fatal(n, err)
			}
			if now := shown(t, s, id); now != was {
				t.Errorf("%s, want %s", now, was)
			}
		})
	}
}

// What others than the proposal itself change of it shows in its line: names of units and sessions, words, the number of what it was merged into, the bin.
func TestLinesShowWhatChangesElsewhere(t *testing.T) {
	o := openOffice(t)
	o.must(1, record.Values{"conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-01", "number": "12"})
	o.must(3, record.Values{"conclusion": "并案", "merged_number": "12"})
	run := func(statement string) {
		t.Helper()
		err := o.Write(t.Context(), "测试", "改动", func(ctx context.Context, tx *store.Tx) error { return tx.Run(ctx, statement) })
		if err != nil {
			t.Fatal(statement, err)
		}
		if wrong, err := o.MendLines(t.Context()); err != nil || len(wrong) > 0 {
			t.Fatalf("%s: %v %v", statement, wrong, err)
		}
	}
	run("UPDATE unit SET name = '县教体局' WHERE name = '县教育局'")
	run("UPDATE session SET name = '特别会议'")
	if now := shown(t, o.Store, 1); !strings.Contains(now, "县教体局") || !strings.Contains(now, "特别会议") {
		t.Error(now)
	}
	run("UPDATE proposal SET number = 77 WHERE id = 1")
	lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{3}}, "2026-11-23")
	if err != nil || lines[0].MergedNumber != 77 {
		t.Error(lines, err)
	}
	run("UPDATE reply SET result_class = 'A'")
	run("UPDATE assignment SET proposal_id = 3 WHERE proposal_id = 1")
	run("DELETE FROM assignment")
	run("UPDATE proposal SET deleted_at = '2026-11-23' WHERE id = 3")
	if lines, err = proposal.Find(t.Context(), o.DB(), proposal.Filter{Year: 2026}, "2026-11-23"); err != nil || len(lines) != 2 {
		t.Error(lines, err)
	}
	if first, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{Year: 2026, First: 1}, "2026-11-23"); err != nil || len(first) != 1 || !slices.Equal(first[0].LeadIDs, lines[0].LeadIDs) || first[0].ID != lines[0].ID {
		t.Error(first, err)
	}
}
