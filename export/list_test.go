package export_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

func TestListComesBackUnchanged(t *testing.T) {
	s := sampletest.MustOpen(t)
	scope := record.Scope{Year: year}
	for _, kind := range []*record.Kind{roster.Units, roster.Supervisors, roster.Groups, proposal.Proposals} {
		t.Run(kind.Name, func(t *testing.T) {
			records, err := kind.Records(t.Context(), s.DB(), scope)
			if err != nil {
				t.Fatal(err)
			}
			l := list{title: kind.Layout}
			fields := kind.TakenFields()
			for _, f := range fields {
				l.headers = append(l.headers, f.Title)
			}
			for _, r := range records {
				var row []string
				for _, f := range fields {
					row = append(row, r.Values[f.Key])
				}
				l.rows = append(l.rows, row)
			}
			im, err := take.PlanFile(t.Context(), s, kind, scope, l.write(t))
			if err != nil {
				t.Fatal(err)
			}
			if got := im.Count(take.RowSame); got != len(records) {
				t.Errorf("%s, want same %d", im.Summary(), len(records))
				for _, row := range im.Rows {
					if row.Outcome != take.RowSame {
						t.Logf("%s: %s %v", row.Name, row.Reason, row.Changes)
						break
					}
				}
			}
		})
	}
}

// TestTemplateImportsWithoutQuestion fills each template with the examples of its fields and takes it in.
func TestTemplateImportsWithoutQuestion(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, kind := range data.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), kind.Name+".xlsx")
			if err := export.WriteTemplate(t.Context(), s.DB(), kind, record.Scope{Year: year}, path); err != nil {
				t.Fatal(err)
			}
			fillWithExamples(t, path, kind)
			im, err := take.PlanFile(t.Context(), s, kind, record.Scope{Year: year}, path)
			if err != nil {
				t.Fatal(err)
			}
			if len(im.Rows) != 1 || len(im.Unknown) > 0 {
				t.Errorf("%d rows, unknown columns %q, notes %q", len(im.Rows), im.Unknown, im.Notes)
			}
		})
	}
}

// Where a record can have several rows of a part, its template says which template they go into.
func TestTemplateNamesLedgersOfItsParts(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, c := range []struct {
		kind *record.Kind
		want string
	}{
		{proposal.Proposals, "同一提案有几条「面商」的，另填「提案面商记录」的模板，一行一条。"},
		{proposal.Consultations, "一行是一条面商；同一提案有几条的写几行，先后不论。"},
	} {
		path := filepath.Join(t.TempDir(), c.kind.Name+".xlsx")
		if err := export.WriteTemplate(t.Context(), s.DB(), c.kind, record.Scope{Year: year}, path); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, name := range book.GetSheetList() {
			rows, err := book.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			cells = append(cells, slices.Concat(rows...)...)
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(cells, func(cell string) bool { return strings.HasSuffix(cell, c.want) }) {
			t.Errorf("%s: no %q in %q", c.kind.Name, c.want, cells)
		}
	}
}

func fillWithExamples(t *testing.T, path string, kind *record.Kind) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range kind.TakenFields() {
		cell, err := excelize.CoordinatesToCellName(i+1, 2)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellStr(book.GetSheetName(0), cell, f.Example); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRejectsCarryReasonsAndComeBack(t *testing.T) {
	raw := [][]string{{"1", "张小明", "无"}, {"2", "", "缺姓名"}}
	rows := []take.Row{
		{Outcome: take.RowNew, Raw: raw[0], Headers: []string{"序号", "姓名", "备注"}},
		{Outcome: take.RowRejected, Line: 5, Reason: "缺少姓名。", Raw: raw[1], Headers: []string{"序号", "姓名", "备注"}},
		{Outcome: take.RowRejected, Line: 9, Reason: "日期不对。", Raw: []string{"李四", "13月", "附件"}, Headers: []string{"姓名", "日期"}},
	}
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	if err := export.WriteRejects(path, rows); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	got, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"序号", "姓名", "备注", "日期", "", "原因", "原行号"},
		{"2", "", "缺姓名", "", "", "缺少姓名。", "5"},
		{"", "李四", "", "13月", "附件", "日期不对。", "9"},
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("got %q, want %q", got, want)
	}
}
