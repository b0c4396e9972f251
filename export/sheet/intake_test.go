package sheet_test

import (
	"path/filepath"
	"testing"
	"time"

	"cppccdesk/data/intake"
	"cppccdesk/export/sheet"
)

type person struct {
	name, id, phone, post string
	birth                 string
}

var people = []person{
	{"张小明", "110101199003074733", "013800000000", "=1+1", "1990-03-07"},
	{"欧阳清", "110101196503070011", "+8613800000001", "-主任", "1965-03-07"},
	{"李四", "", "", "@县教育局", ""},
	{"王五", "110101198812120042", "0312-5555555", "+副县长", "1988-12-12"},
}

var personFields = []sheet.Field[person]{
	{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
	{Column: sheet.Column{Path: []string{"姓名"}}, Value: func(p person) any { return p.name }},
	{Column: sheet.Column{Path: []string{"基本情况", "身份证号"}, Kind: sheet.Code}, Value: func(p person) any { return p.id }},
	{Column: sheet.Column{Path: []string{"基本情况", "出生日期"}, Kind: sheet.Date}, Value: func(p person) any { return p.birth }},
	{Column: sheet.Column{Path: []string{"联系电话"}, Kind: sheet.Code}, Value: func(p person) any { return p.phone }},
	{Column: sheet.Column{Path: []string{"职务"}}, Value: func(p person) any { return p.post }},
}

var personLayout = intake.Layout{Name: "名册", Fields: []intake.Field{
	{Key: "name", Title: "姓名"},
	{Key: "id", Title: "身份证号"},
	{Key: "birth", Title: "出生日期"},
	{Key: "phone", Title: "联系电话"},
	{Key: "post", Title: "职务"},
}}

// TestWorkbooksComeBackThroughIntake takes both sorts of workbook back in the way an office would after editing them.
func TestWorkbooksComeBackThroughIntake(t *testing.T) {
	day := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	flat := sheet.Columns(personFields)
	for i := range flat {
		flat[i].Path = flat[i].Path[len(flat[i].Path)-1:]
	}
	for name, write := range map[string]func(path string) error{
		"list": func(path string) error {
			_, err := sheet.WriteList(path, sheet.List{
				Name: "名册", Date: day, Columns: flat, Count: len(people),
				Rows: func(yield func([]any, error) bool) {
					for _, row := range sheet.Rows(personFields, people) {
						if !yield(row.Cells, nil) {
							return
						}
					}
				},
			})
			return err
		},
		"table": func(path string) error {
			_, err := sheet.Write(path, sheet.Book{Date: day, Tables: []sheet.Table{{
				Title: "民主监督员名册", Org: "安平县政协", Unit: "人", Signature: true, Notes: []string{"人数以聘书为准。"},
				Columns: sheet.Columns(personFields), Rows: sheet.Rows(personFields, people),
			}}})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "名册.xlsx")
			if err := write(path); err != nil {
				t.Fatal(err)
			}
			wb, err := intake.Open(t.Context(), path, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			tables, notes := intake.Find(wb, personLayout)
			if len(tables) != 1 || len(tables[0].Rows) != len(people) {
				t.Fatalf("found %+v, notes %+v", tables, notes)
			}
			for i, row := range tables[0].Rows {
				got := person{row.Text("name"), row.Text("id"), row.Text("phone"), row.Text("post"), ""}
				want := people[i]
				want.birth = ""
				if got != want {
					t.Errorf("row %d: got %+v, want %+v", i, got, want)
				}
				if people[i].birth == "" {
					continue
				}
				if d, err := row.Date("birth"); err != nil || d != people[i].birth {
					t.Errorf("row %d: born %v (%v), want %s", i, d, err, people[i].birth)
				}
			}
		})
	}
}
