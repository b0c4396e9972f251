package data_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
)

// realInput gives the path of a real input kept beside the repository; without it the test is skipped.
func realInput(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real inputs are not here: %v", err)
	}
	return path
}

func take(t *testing.T, store *data.Store, kind *data.Kind, scope data.Scope, path string) *data.Import {
	t.Helper()
	im, err := store.PlanImport(t.Context(), kind, scope, path)
	if err != nil {
		t.Fatal(err)
	}
	planned := im.Summary()
	if err := store.ApplyImport(t.Context(), "测试", im); err != nil {
		t.Fatal(err)
	}
	if im.Summary() != planned {
		t.Errorf("the preview said %q, applied was %q", planned, im.Summary())
	}
	return im
}

func counts(t *testing.T, store *data.Store, kind *data.Kind, scope data.Scope, key string) map[string]int {
	t.Helper()
	var err error
	if scope.TermID, err = data.CurrentTerm(t.Context(), store.DB()); err != nil {
		t.Fatal(err)
	}
	records, err := kind.Records(t.Context(), store.DB(), scope)
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{"": len(records)}
	for _, r := range records {
		n[r.Values[key]]++
	}
	return n
}

func TestImportRealRoster(t *testing.T) {
	path := realInput(t, "samples/dev_roster_59.csv")
	store := datatest.MustOpen(t)
	if im := take(t, store, data.Members, data.Scope{}, path); im.Count(data.RowNew) != 59 {
		t.Errorf("%s; want 59 new: %+v", im.Summary(), im.Rows)
	}
	if im := take(t, store, data.Members, data.Scope{}, path); im.Count(data.RowSame) != 59 {
		t.Errorf("again: %s; want 59 same", im.Summary())
	}
	t.Log(counts(t, store, data.Members, data.Scope{}, "sector"))
}

func TestImportRealProposals(t *testing.T) {
	path := realInput(t, "samples/dev_proposals_120.csv")
	store := datatest.MustOpen(t)
	if im := take(t, store, data.Proposals, data.Scope{}, path); im.Count(data.RowNew) != 120 {
		for _, row := range im.Rows {
			if row.Outcome != data.RowNew {
				t.Log(row.Line, row.Name, row.Outcome, row.Reason, row.Changes)
			}
		}
		t.Errorf("%s; want 120 new", im.Summary())
	}
	byCategory := counts(t, store, data.Proposals, data.Scope{Year: 2019}, "category")
	if byCategory[""] != 120 {
		t.Errorf("%d of 120 stored: %v", byCategory[""], byCategory)
	}
	t.Log(byCategory)
}

func TestImportRows(t *testing.T) {
	header := []string{"序号", "姓名", "性别", "出生年月", "界别", "工作单位及职务", "鞋码"}
	cases := []struct {
		name   string
		rows   [][]string
		want   []data.Outcome
		reason string
	}{
		{"all new", [][]string{{"1", "张 三", "男", "1965.03", "教育界", "县一中教师", "42"}, {"2", "李四", "女", "1970-01-02", "教育", "县二中教师", "38"}}, []data.Outcome{data.RowNew, data.RowNew}, ""},
		{"name missing", [][]string{{"1", "", "男", "1965.03", "教育界", "县一中教师", "42"}}, []data.Outcome{data.RowRejected}, "姓名"},
		{"impossible date", [][]string{{"1", "张三", "男", "1965-02-30", "教育界", "县一中教师", "42"}}, []data.Outcome{data.RowRejected}, "1965-02-30"},
		{"same human being twice", [][]string{{"1", "张三", "男", "1965-03", "教育界", "县一中", ""}, {"2", "张三", "男", "1965-03", "教育界", "县一中", ""}}, []data.Outcome{data.RowNew, data.RowRejected}, "重复"},
		{"two people of one name", [][]string{{"1", "张三", "男", "1965-03-01", "教育界", "县一中", ""}, {"2", "张三", "男", "1980-03-01", "教育界", "县二中", ""}}, []data.Outcome{data.RowNew, data.RowNew}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			store := datatest.MustOpen(t)
			workbook := intake.FromText("粘贴", append([][]string{{"某县政协委员名册"}, header}, c.rows...))
			im, err := store.PlanWorkbook(t.Context(), data.Members, data.Scope{}, workbook)
			if err != nil {
				t.Fatal(err)
			}
			var got []data.Outcome
			var reasons []string
			for _, row := range im.Rows {
				got = append(got, row.Outcome)
				reasons = append(reasons, row.Reason)
			}
			if !slices.Equal(got, c.want) || !strings.Contains(strings.Join(reasons, ""), c.reason) {
				t.Errorf("got %v %q, want %v with %q", got, reasons, c.want, c.reason)
			}
			if n := counts(t, store, data.Members, data.Scope{}, "name")[""]; n != 0 {
				t.Errorf("the preview stored %d rows", n)
			}
		})
	}
}
