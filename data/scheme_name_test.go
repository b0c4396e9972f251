package data_test

import (
	"context"
	"slices"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Schemes the program came with get their full-width brackets, versions of them too; what the office named otherwise stays, and files with a former name find
// the scheme.
func TestShippedSchemesAreRenamed(t *testing.T) {
	o := openOffice(t)
	for _, id := range []int64{1, 1, 2} {
		if err := o.Write(t.Context(), "测试", "一版", func(ctx context.Context, tx *store.Tx) error {
			_, err := evaluation.CopyScheme(ctx, tx, id)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, o.Dir(), slices.Concat(undone("dictionary"), revisitsBefore, sheetsBefore(t), undone("rubric"), undone("setting"), undone("session", "cut_off"), undone("key_proposal", "tracked_on"), undone("proposal", "received_at"), undone("feedback", "suggestions", "adopted"), undone("opinion_point", "extended_by", "extended_why", "accepted_by"), undone("direct_item", "declined_on", "sorted_class"), undone("review_past", "opinion"), undone("assignment", "silent_on"), evaluatedBefore(t), []string{
		"ALTER TABLE evaluation_target ADD COLUMN class TEXT NOT NULL DEFAULT ''",
		"UPDATE rubric SET name = replace(replace(name, '（两级百分制）', '(两级百分制)'), '（延边州）', '(延边州)')",
		"UPDATE rubric SET name = '本县单件百分制(海南省 2002)' WHERE id = 3",
		"DROP INDEX member_by_number", "DROP INDEX supervisor_by_number", "DELETE FROM setting WHERE key = 'proposal.very_late'", "DROP TABLE archive_past", "DROP TABLE direct_return", "DROP TABLE point_return", "DROP TABLE point_extension",
		"DROP TABLE report_order", "DROP INDEX person_undotted", "DELETE FROM setting WHERE key = 'names.order'",
		"DELETE FROM schema_migration WHERE version >= (SELECT version FROM schema_migration WHERE name = 'scheme_brackets')", "UPDATE journal_shape SET hash = ''",
	})...)
	s := datatest.MustOpenDir(t, o.Dir())
	all, err := evaluation.Rubrics(t.Context(), s.DB())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range all {
		names = append(names, r.Name)
	}
	for _, want := range []string{
		"提案办理质量评分表（两级百分制）", "提案办理质量评分表（两级百分制）（第 2 版）", "提案办理质量评分表（两级百分制）（第 3 版）", "双向评议三等次（延边州）", "双向评议三等次（延边州）（第 2 版）",
		"本县单件百分制(海南省 2002)",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("no %s among %q", want, names)
		}
	}
	if r, err := evaluation.RubricCalled(t.Context(), s.DB(), "提案办理质量评分表(两级百分制)"); err != nil || r.ID != 1 {
		t.Errorf("the former name finds %d, %v", r.ID, err)
	}
	for _, kind := range []*record.Kind{evaluation.Schemes, evaluation.Evaluations, evaluation.Panels} {
		key := "rubric"
		if kind == evaluation.Schemes {
			key = "name"
		}
		if got, err := kind.Field(key).Type.Parse("双向评议三等次(延边州)"); err != nil || got != "双向评议三等次（延边州）" {
			t.Errorf("%s reads the former name as %q, %v", kind.Name, got, err)
		}
	}
}
