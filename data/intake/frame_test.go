package intake

import (
	"slices"
	"strings"
	"testing"
)

var peopleLayout = Layout{Name: "名册", GroupRow: "sector", Ignored: []string{"原因"}, Fields: []Field{
	{Key: "name", Title: "姓名", Kind: KindName, Required: true},
	{Key: "id", Title: "身份证号", Kind: KindIDNumber},
	{Key: "mobile", Title: "手机", Kind: KindPhone},
	{Key: "home", Title: "家庭电话", Kind: KindPhone},
	{Key: "sector", Title: "界别"},
	{Key: "gender", Title: "性别", Choices: []string{"男", "女"}},
}}

func bookOf(text string) *Workbook {
	var rows [][]string
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		rows = append(rows, strings.Split(line, ","))
	}
	return FromText("表", rows)
}

func texts(table Table, key string) []string {
	var all []string
	for _, row := range table.Rows {
		all = append(all, row.Text(key))
	}
	return all
}

const framed = `
某县政协委员名册
姓名,称谓,号码,界别,原因
张三,男,13800000001,教育界,x
李四,女,13800000002,教育界,
合计,2,,,
王五,男,13800000003,科技界,
注:以上为本届委员。
`

func TestReadFrame(t *testing.T) {
	for _, c := range []struct {
		name  string
		frame Frame
		want  []string
	}{
		{"AsFound", Frame{Sheet: "表", HeaderTop: 2}, []string{"张三", "李四", "王五"}},
		{"LastRow", Frame{Sheet: "表", HeaderTop: 2, Last: 4}, []string{"张三", "李四"}},
		{"FirstRow", Frame{Sheet: "表", HeaderTop: 2, First: 4}, []string{"李四", "王五"}},
		{"Skipped", Frame{Sheet: "表", HeaderTop: 2, Skip: []int{4}}, []string{"张三", "王五"}},
		{"Kept", Frame{Sheet: "表", HeaderTop: 2, Keep: []int{5}}, []string{"张三", "李四", "合计", "王五"}},
		{"WithoutTheNameColumn", Frame{Sheet: "表", HeaderTop: 2, Left: 2, Last: 4}, []string{"", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := Read(bookOf(framed), peopleLayout, c.frame)
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(table, "name"); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFrameThatDoesNotFit(t *testing.T) {
	for _, f := range []Frame{
		{Sheet: "无"},
		{Sheet: "表", HeaderTop: 40},
		{Sheet: "表", HeaderTop: 3, HeaderBottom: 2},
		{Sheet: "表", HeaderTop: 1, HeaderBottom: 7},
		{Sheet: "表", HeaderTop: 2, First: 2},
		{Sheet: "表", HeaderTop: 2, First: 5, Last: 4},
		{Sheet: "表", HeaderTop: 2, Left: 3, Right: 2},
		{Sheet: "表", HeaderTop: -1},
	} {
		if _, err := Read(bookOf(framed), peopleLayout, f); err == nil {
			t.Errorf("%+v was read", f)
		}
	}
}

func TestFrameOfFoundTableReadsTheSame(t *testing.T) {
	for _, text := range []string{framed, "界别,姓名,联系方式,\n,,手机,邮箱\n教育界,张三,13800000001,a@b\n教育界,李四,13800000002,a@b"} {
		book := bookOf(text)
		found, _ := Find(book, peopleLayout)
		if len(found) != 1 {
			t.Fatalf("found %d tables", len(found))
		}
		again, err := Read(book, peopleLayout, found[0].Frame())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(texts(found[0], "name"), texts(again, "name")) || found[0].Signature != again.Signature {
			t.Errorf("found %+v\nagain %+v", found[0], again)
		}
	}
}

func TestReasons(t *testing.T) {
	table, err := Read(bookOf(framed), peopleLayout, Frame{Sheet: "表", HeaderTop: 2})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range table.Columns {
		key := "-"
		if c.Field != nil {
			key = c.Field.Key
		}
		got = append(got, c.Header+" "+key+" "+c.Reason)
	}
	want := []string{"姓名 name exact", "称谓 gender content", "号码 mobile content", "界别 sector exact", "原因 - ignored"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(table.Unknown) > 0 || table.Rows[0].Text("mobile") != "13800000001" {
		t.Errorf("unknown %q, mobile %q", table.Unknown, table.Rows[0].Text("mobile"))
	}
}

func TestAssignments(t *testing.T) {
	strange := "甲,乙,乙\n张三,x,13800000001\n李四,y,13800000002\n王五,z,13800000003"
	layout := peopleLayout
	if tables, _ := Find(bookOf(strange), layout); len(tables) > 0 {
		t.Fatal("a table of unknown headings was found by itself")
	}
	to := Assignments{"甲": "name", "乙": "", "乙#2": "mobile"}
	layout.Assigned = to
	table, err := Read(bookOf(strange), layout, Frame{Sheet: "表", HeaderTop: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(table, "mobile"); got[0] != "13800000001" || table.Columns[0].Reason != ReasonChosen || table.Columns[1].Field != nil || len(table.Unknown) > 0 {
		t.Errorf("mobiles %q, columns %+v, unknown %q", got, table.Columns, table.Unknown)
	}
	layout.Assigned, layout.Remembered = nil, map[string]Assignments{table.Signature: to}
	again, _ := Find(bookOf("表头上面的标题\n"+strange), layout)
	if len(again) != 1 || len(again[0].Rows) != 3 || again[0].Columns[0].Reason != ReasonRemembered {
		t.Errorf("remembered headings are not found again: %+v", again)
	}
}

func TestTableWithoutHeader(t *testing.T) {
	layout := peopleLayout
	layout.Assigned = Assignments{"a列": "name"}
	table, err := Read(bookOf("张三,13800000001\n李四,13800000002\n王五,13800000003"), layout, Frame{Sheet: "表"})
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(table, "name"); !slices.Equal(got, []string{"张三", "李四", "王五"}) || table.Rows[2].Text("mobile") != "13800000003" {
		t.Errorf("names %q, columns %+v", got, table.Columns)
	}
}

func TestColumnNames(t *testing.T) {
	for n, name := range map[int]string{1: "A", 26: "Z", 27: "AA", 28: "AB", 703: "AAA"} {
		if got := ColumnName(n); got != name {
			t.Errorf("%d: got %s, want %s", n, got, name)
		}
		if got := ParseColumn(" " + strings.ToLower(name)); got != n {
			t.Errorf("%s: got %d, want %d", name, got, n)
		}
	}
	if ParseColumn("第3列") != 0 || ParseColumn("12") != 12 {
		t.Error("text that names no column is read as one")
	}
}
