package records

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/grid"
)

func TestUnmaskFillsColumnsAndAddsThoseNotShown(t *testing.T) {
	d := desktest.Open(t, func(*desk.Desk) {})
	found, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	ids := []int64{found[3].ID, found[0].ID}
	values, err := recordValues(t.Context(), d.Store(), roster.Members, record.Scope{TermID: 99}, ids) // as of an archive
	if err != nil {
		t.Fatal(err)
	}
	text := func(key string) func(r Row) string {
		return func(r Row) string { return shown(*roster.Members.Field(key), r.Values) }
	}
	columns := []grid.Column[Row]{{Key: "name", Title: "姓名", Text: text("name")}, {Key: "mobile", Title: "手机", Text: text("mobile")}}
	list, cells := sheetOf("名册", columns, []Row{{ID: ids[0], Values: found[3].Values}, {ID: ids[1], Values: found[0].Values}})
	if cells[0][1] != record.Mask(found[3].Values["mobile"]) {
		t.Errorf("written masked: %v", cells[0][1])
	}
	unmask(roster.Members, columnKeys(columns), values, &list, cells)
	if cells[0][1] != found[3].Values["mobile"] || cells[1][1] != found[0].Values["mobile"] {
		t.Errorf("mobiles are %v and %v", cells[0][1], cells[1][1])
	}
	var titles []string
	for _, c := range list.Columns {
		titles = append(titles, c.Path[0])
	}
	if got := zh.JoinNames(titles); got != "姓名、手机、身份证号、家庭电话、通讯地址" || len(cells[0]) != len(titles) {
		t.Errorf("columns %s, %d cells", got, len(cells[0]))
	}
}

func TestListsWithoutMaskedFieldsAreExportedWithoutAQuestion(t *testing.T) {
	d := desktest.Open(t, func(*desk.Desk) {})
	asked := "not called"
	AskSensitive(d, "承办单位名录", roster.Units.Fields, func(purpose string) { asked = purpose })
	if asked != "" || d.Native().Canvas().Overlays().Top() != nil {
		t.Errorf("purpose %q", asked)
	}
	AskSensitive(d, "委员名册", roster.Members.Fields, func(purpose string) { asked = purpose })
	test.Type(d.Native().Canvas().Focused(), "春节慰问")
	desktest.Press(d, "Return")
	if asked != "春节慰问" {
		t.Errorf("purpose %q", asked)
	}
}

// Lists of two records that differ only in what is masked of them look, sort, search and filter the same: nobody finds out by using the list
// what it does not show.
func TestMaskedFieldsCannotBeFoundOutByTheList(t *testing.T) {
	for _, kind := range data.Kinds() {
		one, other := record.Values{}, record.Values{}
		for _, f := range kind.Fields {
			if f.Sensitive {
				one[f.Key], other[f.Key] = "13811111234", "13822221234"
			}
		}
		if len(one) == 0 {
			continue
		}
		c := Config{Kind: kind, Names: []string{"mobile"}, Numbers: []string{"mobile", "id_number"}, Sums: []string{"mobile"}}
		a, b := Row{ID: 1, Values: one}, Row{ID: 2, Values: other}
		a.key, b.key = searchKey(kind.Fields, c.Names, one, folded{}), searchKey(kind.Fields, c.Names, other, folded{})
		for _, column := range columns(&c) {
			for what, of := range map[string]func(Row) string{"text": column.Text, "order": column.SortBy, "search key": column.Fold} {
				if of != nil && of(a) != of(b) {
					t.Errorf("%s: the %s of %s differs: %s, %s", kind.Name, what, column.Title, of(a), of(b))
				}
			}
			if column.Less != nil || column.Number != nil || column.Values != nil && one[column.Key] != "" {
				t.Errorf("%s: %s is ordered or filtered by something else than its text", kind.Name, column.Title)
			}
		}
		holdSearch(t, &c, b, a)
	}
}

func holdSearch(t *testing.T, c *Config, rows ...Row) {
	t.Helper()
	for _, field := range c.Kind.Fields {
		if !field.Sensitive {
			continue
		}
		g := grid.New(grid.Config[Row]{Columns: columns(c), ID: func(r Row) int64 { return r.ID }, Search: func(r Row) string { return r.key }})
		g.SetRows(rows)
		g.SetCondition(grid.Condition{Column: field.Key, Contains: "1111"})
		if g.Shown() != 0 {
			t.Errorf("%s: a filter of %s finds %d", c.Kind.Name, field.Title, g.Shown())
		}
		g.ClearFilters()
		g.Sort(grid.Sorting{Key: field.Key})
		if sorted := g.Rows(); len(sorted) != len(rows) || sorted[0].ID != rows[0].ID {
			t.Errorf("%s: sorting by %s tells the two apart", c.Kind.Name, field.Title)
		}
		g.SetQuery("1111")
		if g.Shown() != 0 {
			t.Errorf("%s: the search finds %d by %s", c.Kind.Name, g.Shown(), field.Title)
		}
	}
}
