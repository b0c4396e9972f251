package records

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/kit/grid"
)

func TestMasked(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"mobile", "13812345678", "138****5678"},
		{"short number", "6110", "6***"},
		{"address", "云岭县城关镇人民路12号", "云岭县城关镇******"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := masked(tt.in); got != tt.want {
				t.Errorf("masked(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestSearchKey(t *testing.T) {
	v := record.Values{"name": "单永清", "sector": "教育界", "mobile": "13812345678", "posts": "常委"}
	key := searchKey(roster.Members.ListFields(), []string{"name"}, v, folded{})
	for query, want := range map[string]bool{
		"单永清": true, "shanyongqing": true, "syq": true, "教育": true, "jyj": true, "常委": true, "5678": false, "王": false,
	} {
		if fold.Match(key, query) != want {
			t.Errorf("%q: found %t", query, !want)
		}
	}
}

func TestSensitiveFieldsAreClosedUntilAsked(t *testing.T) {
	v := record.Values{"name": "张三", "mobile": "13812345678"}
	for _, open := range []bool{false, true} {
		for _, f := range formFields(roster.Members, record.FlatFields, nil, offers{}, open, nil) {
			if f.Key == "mobile" && f.ReadOnly == open {
				t.Errorf("open %t: read-only %t", open, f.ReadOnly)
			}
		}
		if got := formValues(roster.Members, v, open)["mobile"]; (got == "13812345678") != open {
			t.Errorf("open %t: the form holds %q", open, got)
		}
	}
}

func TestWording(t *testing.T) {
	tests := []struct {
		name    string
		id      int64
		changed map[string]string
		want    string
	}{
		{"new", 0, map[string]string{"name": "张三"}, "新建委员 张三"},
		{"changed, in the order of the form", 7, map[string]string{"job": "局长", "sector": "农业界"}, "修改委员 张三 的 界别、职务"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wording(roster.Members, tt.id, "张三", tt.changed); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestExportHoldsWhatIsFiltered(t *testing.T) {
	test.NewTempApp(t)
	g := grid.New(grid.Config[Row]{
		Key: "t", ID: func(r Row) int64 { return r.ID },
		Columns: []grid.Column[Row]{
			{Key: "name", Title: "姓名", Width: 80, Text: func(r Row) string { return r.Values["name"] }},
			{Key: "size", Title: "人数", Width: 60, Align: fyne.TextAlignTrailing, Text: func(r Row) string { return r.Values["size"] }},
			{Key: "note", Title: "备注", Width: 60, Hidden: true, Text: func(Row) string { return "x" }},
		},
	})
	g.SetRows([]Row{{1, record.Values{"name": "甲", "size": "4"}, ""}, {2, record.Values{"name": "乙", "size": "5"}, ""}, {3, record.Values{"name": "=1+1", "size": "5"}, ""}})
	g.SetFilter("size", func(r Row) bool { return r.Values["size"] == "5" })
	list, _ := sheetOf("名单", g.VisibleColumns(), g.Rows())
	if list.Count != 2 || len(list.Columns) != 2 || list.Columns[1].Kind != sheet.Int {
		t.Fatalf("%d rows, columns %+v", list.Count, list.Columns)
	}
	var book bytes.Buffer
	result, err := sheet.RenderList(&book, list)
	if err != nil || result.Rows != 2 {
		t.Errorf("%d rows written, %v", result.Rows, err)
	}
}
