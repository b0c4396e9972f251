package records

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/grid"
)

var testList = Config{
	Kind: roster.Members, Key: "test.members", Unit: "人", Title: "name", Names: []string{"name"}, Flex: "workplace",
	Hide:    []string{"ethnicity", "committees", "job", "status"},
	Sums:    []string{"terms_served"},
	Filters: []Filter{{Text: "界别", Field: "sector"}, {Text: "女委员", Keep: func(v record.Values) bool { return v["gender"] == "女" }}},
	Sources: map[string]Source{"sector": FromSectors},
	Foot: func(shown iter.Seq[Row]) string {
		sectors := map[string]bool{}
		for r := range shown {
			sectors[r.Values["sector"]] = true
		}
		return fmt.Sprintf("%d 个界别", len(sectors))
	},
}

var testMembers = []record.Values{
	{"number": "1", "name": "单立人", "gender": "男", "birth_on": "1975-03", "sector": "教育界", "posts": "常委、专委会主任", "terms_served": "3", "mobile": "13800000001"},
	{"number": "2", "name": "白云", "gender": "女", "birth_on": "1979-12-31", "sector": "农业界", "terms_served": "1", "mobile": "13800000002"},
	{"number": "3", "name": "曾国强", "gender": "男", "birth_on": "1980-01-01", "sector": "农业界", "posts": "常委", "terms_served": "2"},
	{"number": "4", "name": "欧阳建国", "gender": "男", "sector": "教育界"},
}

// openList is a window with the list of a few members.
func openList(t *testing.T) (*List, *desk.Desk) {
	t.Helper()
	return openListOn(t, desktest.Synchronous())
}

// openListOn is openList with what is read brought by the executor.
func openListOn(t *testing.T, run desk.Executor) (*List, *desk.Desk) {
	t.Helper()
	st := datatest.MustOpen(t)
	err := st.Write(t.Context(), "王芳", "导入委员名册", func(ctx context.Context, tx *store.Tx) error {
		for _, v := range testMembers {
			if _, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d := desktest.NewOn(t, st, run)
	l := New(d, testList)
	d.Native().SetContent(l.Content())
	d.Native().Resize(fyne.NewSize(1366, 768))
	l.Load()
	if l.grid.Shown() != len(testMembers) {
		t.Fatalf("%d rows", l.grid.Shown())
	}
	return l, d
}

func listed(l *List) string {
	var names []string
	for _, r := range l.grid.Rows() {
		names = append(names, r.Values["name"])
	}
	return strings.Join(names, " ")
}

func TestListFiltersByAnyField(t *testing.T) {
	l, _ := openList(t)
	l.grid.Sort(grid.Sorting{Key: "number"})
	cases := []struct {
		name      string
		condition grid.Condition
		want      string
	}{
		{"a surname's reading", grid.Condition{Column: "name", Contains: "zeng"}, "曾国强"},
		{"one of several posts", grid.Condition{Column: "posts", Values: []string{"常委"}}, "单立人 曾国强"},
		{"birthday", grid.Condition{Column: "birth_on", From: "1970-01-01", To: "1979-12-31"}, "单立人 白云"},
		{"a field no list shows by itself", grid.Condition{Column: "terms_served", Numbers: true, From: "2"}, "单立人 曾国强"},
		{"blank", grid.Condition{Column: "birth_on", Blank: true}, "欧阳建国"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l.grid.SetCondition(c.condition)
			if got := listed(l); got != c.want {
				t.Errorf("rows %q, want %q", got, c.want)
			}
			l.grid.ClearFilters()
		})
	}
}

// batchOf opens the box over the members with those names and chooses a field.
func batchOf(t *testing.T, l *List, field string, names ...string) *batchBox {
	t.Helper()
	var rows []Row
	for _, r := range l.rows {
		if slices.Contains(names, r.Values["name"]) {
			rows = append(rows, r)
		}
	}
	read, err := readEntry(t.Context(), l.desk.Store(), l.config.Kind, l.config.Sources, l.desk.Scope(), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	box := newBatchBox(l.desk, &l.config, rows, read.offers, l.grid.Focus)
	box.show()
	box.choose(field)
	return box
}

func TestBatchEdit(t *testing.T) {
	cases := []struct {
		name, field, value string
		preview, wording   string
		left               string // of the field, in the order of the numbers
	}{
		{"some hold it already", "sector", "教育界", "2 人将改，1 人已是「教育界」", "将 2 名委员的界别改为教育界", "教育界 教育界 教育界 教育界"},
		{"nobody holds it", "gender", "女", "2 人将改，1 人已是「女」", "将 2 名委员的性别改为女", "女 女 女 男"},
		{"cleared", "birth_on", "", "3 人将改", "清空 3 名委员的出生日期", "   "},
		{"several values", "posts", "常委;委员", "3 人将改", "将 3 名委员的政协职务改为常委、委员", "常委、委员 常委、委员 常委、委员 "},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, d := openList(t)
			box := batchOf(t, l, c.field, "单立人", "白云", "曾国强")
			box.form.Set(c.field, c.value)
			box.count()
			if box.preview.Text != c.preview {
				t.Errorf("preview %q, want %q", box.preview.Text, c.preview)
			}
			box.write()
			rows, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
			if err != nil {
				t.Fatal(err)
			}
			slices.SortFunc(rows, func(a, b record.Record) int { return strings.Compare(a.Values["number"], b.Values["number"]) })
			var left []string
			for _, r := range rows {
				left = append(left, r.Values[c.field])
			}
			if got := strings.Join(left, " "); got != c.left {
				t.Errorf("stored %q, want %q", got, c.left)
			}
			state, err := d.Store().UndoState(t.Context(), "")
			if err != nil || state.Undo == nil || state.Undo.Wording != c.wording {
				t.Errorf("undo would take back %+v, %v; want %q", state.Undo, err, c.wording)
			}
		})
	}
}

func TestBatchEditOfTheSelection(t *testing.T) {
	l, d := openList(t)
	l.BatchEdit()
	if d.Native().Canvas().Overlays().Top() != nil {
		t.Fatal("asks although nothing is selected")
	}
	l.grid.Focus()
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	l.BatchEdit()
	top := d.Native().Canvas().Overlays().Top()
	if top == nil || !strings.Contains(desktest.Text(top), "批量修改 4 名委员") {
		t.Fatal("does not ask")
	}
}

func TestBatchEditIsRefusedAsAWhole(t *testing.T) {
	l, d := openList(t)
	b := batch{kind: roster.Members, title: "name", unit: "人", field: *roster.Members.Field("birth_on"), value: "1985-13-40", rows: l.rows}
	err := d.Store().Write(t.Context(), "王芳", b.wording(), func(ctx context.Context, tx *store.Tx) error { return b.write(ctx, tx, d.Scope(), func(int, int) {}) })
	if got := store.Sentence(err); !strings.HasPrefix(got, "一条也没有改。「") {
		t.Errorf("sentence %q", got)
	}
	l.Load()
	for _, r := range l.rows {
		if r.Values["birth_on"] == "1985-13-40" {
			t.Errorf("%s was changed", r.Values["name"])
		}
	}
}

func TestBatchOffersNoIdentity(t *testing.T) {
	for _, f := range batchFields(&testList) {
		if slices.Contains([]string{"number", "name", "id_number", "mobile", "home_phone", "address"}, f.Key) {
			t.Errorf("%s can be given to many at once", f.Title)
		}
	}
}

func TestPastedCellsGoToThePreview(t *testing.T) {
	l, d := openList(t)
	var kind *record.Kind
	var headings []string
	var cells [][]string
	d.OnCells(func(k *record.Kind, h []string, c [][]string) { kind, headings, cells = k, h, c })
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent("5\t新来的\r\n6\t\"又\t一个\"\r\n")
	l.grid.Focus()
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if kind != roster.Members || !reflect.DeepEqual(cells, [][]string{{"5", "新来的"}, {"6", "又\t一个"}}) {
		t.Errorf("previewed %q of %v", cells, kind)
	}
	if len(headings) < 3 || headings[0] != "委员编号" || headings[1] != "姓名" {
		t.Errorf("headings %q", headings)
	}
}

func TestExportedListComesBackAsItIs(t *testing.T) {
	l, d := openList(t)
	l.grid.SetCondition(grid.Condition{Column: "sector", Values: []string{"教育界"}})
	l.grid.Sort(grid.Sorting{Key: "name", Desc: true})
	book, cells := sheetOf("委员名册", l.grid.VisibleColumns(), l.grid.Rows())
	if got := fmt.Sprintf("%v %v %d", cells[0][1], cells[1][1], len(cells)); got != "单立人 欧阳建国 2" {
		t.Errorf("exported %s", got)
	}
	var ids []int64
	for _, r := range l.grid.Rows() {
		ids = append(ids, r.ID)
	}
	if err := addKeys(t.Context(), d.Store(), roster.Members, &book, cells, ids); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "委员名册.xlsx")
	if _, err := sheet.WriteList(path, book); err != nil {
		t.Fatal(err)
	}
	plan, err := take.PlanFile(t.Context(), d.Store(), roster.Members, d.Scope(), path)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Count(take.RowSame) != 2 || len(plan.Rows) != 2 {
		t.Errorf("taken back: %s, %+v", plan.Summary(), plan.Rows)
	}
}

func TestBirthsSortByTimeWhateverTheirPrecision(t *testing.T) {
	l, _ := openList(t)
	var rows []Row
	for i, born := range []string{"1993-11-28", "1994", "1975-03", "1993-11", "2001-01-02", "1993"} {
		rows = append(rows, Row{ID: int64(i + 1), Values: record.Values{"birth_on": born}})
	}
	l.grid.SetRows(rows)
	l.grid.Sort(grid.Sorting{Key: "birth_on"})
	var got []string
	for _, r := range l.grid.Rows() {
		got = append(got, r.Values["birth_on"])
	}
	if want := []string{"1975-03", "1993", "1993-11", "1993-11-28", "1994", "2001-01-02"}; !slices.Equal(got, want) {
		t.Errorf("sorted %q, want %q", got, want)
	}
}

// What was saved stays in sight and selected under a search and a filter it does not answer to, and is what Enter edits, until one of them is
// changed; the foot counts what is shown.
func TestSavedRecordStaysInSight(t *testing.T) {
	l, d := openList(t)
	l.grid.SetQuery("bai")
	l.grid.SetCondition(grid.Condition{Column: "sector", Values: []string{"农业界"}})
	if got := l.grid.FootText(); got != "显示 1 人，共 4 人 · 1 个界别" {
		t.Errorf("before: %s", got)
	}
	l.Create()
	l.editor.form.Set("name", "王新")
	l.editor.form.Set("sector", "教育界")
	l.Save()
	if got := listed(l); !strings.Contains(got, "王新") || l.grid.Shown() != 2 {
		t.Fatalf("saved, there are %s", got)
	}
	if rows := l.grid.Selected(); len(rows) != 1 || rows[0].Values["name"] != "王新" {
		t.Fatalf("%d selected", len(rows))
	}
	if got := l.grid.FootText(); got != "显示 2 人，共 5 人 · 选中 1 人 · 2 个界别" {
		t.Errorf("saved: %s", got)
	}
	desktest.Press(d, fyne.KeyReturn)
	if got := l.editor.form.Values()["name"]; got != "王新" {
		t.Fatalf("Enter edits %s", got)
	}
	l.editor.form.Set("name", "王更新") // an edited record stays likewise, also after another reading
	l.Save()
	l.Load()
	if got := listed(l); !strings.Contains(got, "王更新") || l.grid.Shown() != 2 {
		t.Errorf("edited, there are %s", got)
	}
	l.grid.SetQuery("")
	if got := listed(l); got != "白云 曾国强" {
		t.Errorf("with another search there are %s", got)
	}
}
