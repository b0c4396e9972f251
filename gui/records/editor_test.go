package records

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// bench is one store with a member on it, and windows with an editor each.
type bench struct {
	t     *testing.T
	store *store.Store
	id    int64
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, store: datatest.MustOpen(t)}
	b.write("王芳", "新建委员 张小明", 0, record.Values{"name": "张小明", "sector": "教育界", "job": "教师", "mobile": "13800000001"})
	return b
}

// write stores values of the member as somebody else does.
func (b *bench) write(actor, wording string, id int64, v record.Values) {
	b.t.Helper()
	err := b.store.Write(b.t.Context(), actor, wording, func(ctx context.Context, tx *store.Tx) error {
		saved, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, id, v)
		b.id = max(b.id, saved)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// expect compares fields of the stored member.
func (b *bench) expect(want record.Values) {
	b.t.Helper()
	r, err := roster.Members.Record(b.t.Context(), b.store.DB(), b.id)
	if err != nil {
		b.t.Fatal(err)
	}
	for key, value := range want {
		if r.Values[key] != value {
			b.t.Errorf("%s is %q, want %q", key, r.Values[key], value)
		}
	}
}

// editor opens a window with the member in its form.
func (b *bench) editor() (*Editor, *desk.Desk) {
	b.t.Helper()
	d := desktest.New(b.t, b.store)
	e := NewEditor(d, roster.Members, "name", map[string]Source{"sector": FromSectors, "committees": FromCommittees})
	d.Native().SetContent(container.NewStack(e.box))
	d.Native().Resize(fyne.NewSize(470, 640))
	e.Open(b.id)
	if !e.Active() {
		b.t.Fatal("the form did not open")
	}
	return e, d
}

// tapText presses the button or chip with that text.
func tapText(t *testing.T, d *desk.Desk, text string) {
	t.Helper()
	roots := []fyne.CanvasObject{d.Native().Content()}
	if top := d.Native().Canvas().Overlays().Top(); top != nil {
		roots = []fyne.CanvasObject{top}
	}
	for _, root := range roots {
		if o := tappable(root, text); o != nil {
			o.Tapped(&fyne.PointEvent{})
			return
		}
	}
	t.Fatalf("nothing to press says %q; on screen:\n%s", text, desktest.Text(roots[0]))
}

// tappable finds the widget that shows just that text and can be tapped.
func tappable(o fyne.CanvasObject, text string) fyne.Tappable {
	if !o.Visible() {
		return nil
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	if t, ok := o.(fyne.Tappable); ok && slices.ContainsFunc(children, func(c fyne.CanvasObject) bool {
		line, ok := c.(*canvas.Text)
		return ok && line.Text == text
	}) {
		return t
	}
	for _, child := range children {
		if t := tappable(child, text); t != nil {
			return t
		}
	}
	return nil
}

// onScreen is all text of the window; wrapped lines are one.
func onScreen(d *desk.Desk) string {
	return strings.ReplaceAll(desktest.Text(d.Native().Content()), "\n", "")
}

func TestSecondSaverChooses(t *testing.T) {
	tests := []struct {
		name  string
		press []string
		want  record.Values
	}{
		{"theirs", []string{"采用对方的"}, record.Values{"job": "主任", "note": "我的备注"}},
		{"mine", []string{"保留我的"}, record.Values{"job": "局长", "note": "我的备注"}},
		{"all mine", []string{"全部保留我的"}, record.Values{"job": "局长", "note": "我的备注"}},
		{"all theirs", []string{"全部采用对方的"}, record.Values{"job": "主任", "note": "我的备注"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			first, _ := b.editor()
			second, d := b.editor()
			first.form.Set("job", "主任")
			first.form.Set("education", "本科")
			first.Save()
			b.expect(record.Values{"job": "主任", "mobile": "13800000001"})
			second.form.Set("job", "局长")
			second.form.Set("note", "我的备注")
			second.Save()
			b.expect(record.Values{"job": "主任", "note": ""})
			if text := onScreen(d); !strings.Contains(text, "由「教师」改为「主任」") || !strings.Contains(text, "这条记录刚被改过") {
				t.Fatalf("the change is not told:\n%s", text)
			}
			second.Save() // nothing is chosen yet
			b.expect(record.Values{"job": "主任", "note": ""})
			for _, text := range tt.press {
				tapText(t, d, text)
			}
			second.Save()
			b.expect(tt.want)
			b.expect(record.Values{"education": "本科"})
			if second.Active() {
				t.Error("the form is still open")
			}
		})
	}
}

func TestImportMeanwhileOfOtherFieldsIsKept(t *testing.T) {
	b := newBench(t)
	e, d := b.editor()
	b.write("李雷", "导入委员名册", b.id, record.Values{"education": "本科", "committees": "提案委"})
	e.form.Set("job", "局长")
	e.Save()
	b.expect(record.Values{"job": "局长", "education": "本科", "committees": "提案委"})
	if text := onScreen(d); e.Active() || strings.Contains(text, "刚被改过") {
		t.Errorf("asked about nothing:\n%s", text)
	}
}

func TestRefusalStandsAtItsField(t *testing.T) {
	tests := []struct {
		name, sentence string
		changed        map[string]string
		want           string
	}{
		{"missing", "缺少姓名，请补上后再导入或保存。", nil, "name"},
		{"named in brackets", "「手机」一栏为「12」，应为 11 位。", nil, "mobile"},
		{"the longer title", "专委会职务「x」不对。", nil, "committee_posts"},
		{"its value", "单位「县渔业局」不在承办单位名录中", map[string]string{"workplace": "县渔业局"}, "workplace"},
		{"one of its values", "「乙」没有", map[string]string{"committees": "甲、乙"}, "committees"},
		{"its day beside a unit", "「县渔业局」的任职日期 2022-01-09 早于", map[string]string{"workplace": "县渔业局", "joined_on": "2022-01-09"}, "joined_on"},
		{
			"its day behind a unit and another day", "「县渔业局」最长可以到 2026-12-10，不能到 2027-08-01。",
			map[string]string{"workplace": "县渔业局", "joined_on": "2027-08-01"},
			"joined_on",
		},
		{
			"the first of two days", "「县渔业局」的任职日期 2022-01-01 早于「县渔业局」的出生日期 2022-01-09，请核对。",
			map[string]string{"workplace": "县渔业局", "joined_on": "2022-01-01", "birth_on": "2022-01-09"},
			"joined_on",
		},
		{"none", "磁盘空间不足。", map[string]string{"job": "x"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := faultyField(roster.Members.FormFields(), tt.sentence, tt.changed); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A sentence that names the record first is about the field it names behind that.
func TestRefusalOfASchemeStandsAtItsTable(t *testing.T) {
	for sentence, want := range map[string]string{
		"评分表方案「甲」：没有指标。":                   "indicators",
		"评分表方案「甲」：指标权重合计应为 100%，现为 90%。":   "indicators",
		"评分表方案「甲」：等次「好」的下限应低于「差」。":         "grades",
		"评分表方案「甲」：评委类别权重合计应为 100%，现为 90%。": "weights",
		"评分表方案「甲」：票决档次应有 2 到 9 个，现有 1 个。":  "options",
		"评分表方案「甲」：满意度线只用于票决。":              "line",
		"已有名为「甲」的评分表方案，请换一个名称。":            "name",
	} {
		if got := faultyField(evaluation.Schemes.FormFields(), sentence, map[string]string{"name": "甲"}); got != want {
			t.Errorf("%s\nstands at %q, want %q", sentence, got, want)
		}
	}
}

func TestKeysGoThroughTheList(t *testing.T) {
	b := newBench(t)
	first := b.id
	b.id = 0
	b.write("王芳", "新建委员", 0, record.Values{"name": "李四"})
	second := b.id
	b.id = first
	e, d := b.editor()
	var moved []int64
	e.OnMoved = func(id int64) { moved = append(moved, id) }
	e.Listed = func() []int64 { return []int64{first, second} }
	desktest.Press(d, fyne.KeyPageDown)
	if e.ID() != second {
		t.Fatalf("PgDn shows %d", e.ID())
	}
	desktest.Press(d, fyne.KeyPageDown) // the last one
	desktest.Press(d, fyne.KeyPageUp)
	if e.ID() != first || !slices.Equal(moved, []int64{second, first}) {
		t.Fatalf("shows %d, moved %v", e.ID(), moved)
	}
	e.form.Set("job", "局长")
	e.form.SaveNext()
	b.expect(record.Values{"job": "局长"})
	if e.ID() != second || !e.Active() {
		t.Errorf("Ctrl+Enter shows %d", e.ID())
	}
	e.form.Set("job", "厂长")
	desktest.Press(d, fyne.KeyPageUp)
	if e.ID() != second || d.Native().Canvas().Overlays().Top() == nil {
		t.Error("left without a question")
	}
}

func TestNewOptionIsMadeInPlace(t *testing.T) {
	b := newBench(t)
	e, _ := b.editor()
	var made form.Option
	e.create(FromCommittees, " 文史委 ", func(o form.Option, err error) { made = o })
	if made.Value != "文史委" {
		t.Fatalf("made %+v", made)
	}
	e.form.Set("committees", "文史委")
	e.Save()
	b.expect(record.Values{"committees": "文史委"})
	var refused error
	e.create(FromUnits, "", func(_ form.Option, err error) { refused = err })
	if refused == nil || !strings.Contains(refused.Error(), "缺少单位名称") {
		t.Errorf("a unit without a name: %v", refused)
	}
}

func TestHistoryAndFiles(t *testing.T) {
	b := newBench(t)
	b.write("李雷", "修改委员 张小明 的 职务、手机", b.id, record.Values{"job": "主任", "mobile": "13900000002"})
	e, d := b.editor()
	e.historyOf("job")
	text := onScreen(d)
	if !strings.Contains(text, "李雷") || !strings.Contains(text, "职务 由「教师」改为「主任」") || strings.Contains(text, "手机 由") {
		t.Fatalf("history of one field:\n%s", text)
	}
	e.showTab(tabCourse)
	if text := onScreen(d); !strings.Contains(text, "手机 由「138****0001」改为「139****0002」") {
		t.Fatalf("history:\n%s", text)
	}
	tapText(t, d, "恢复")
	if e.form.Values()["job"] != "教师" || !e.form.Dirty() {
		t.Fatal("the former value is not in the form")
	}
	e.Save()
	b.expect(record.Values{"job": "教师"})

	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "推荐表.pdf"), filepath.Join(dir, "没有.pdf")}
	if err := os.WriteFile(paths[0], []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := attach(context.Background(), b.store, roster.Members, b.id, record.Keeper{Table: roster.Members.Table, ID: b.id}, "王芳", paths, func(string, int, int) {})
	if done.added != 1 || !strings.Contains(store.Sentence(err), "打不开文件「没有.pdf」") {
		t.Errorf("added %d, %v", done.added, err)
	}
	e, d = b.editor()
	if e.Dropped(fyne.NewPos(5000, 5000), []string{"名册.xlsx"}) {
		t.Error("a workbook dropped beside the attachments is for the import")
	}
	e.showTab(tabFiles)
	if text := onScreen(d); !strings.Contains(text, "推荐表.pdf") || !strings.Contains(text, "1 字节") {
		t.Fatalf("files:\n%s", text)
	}
	tapText(t, d, "移除")
	if text := onScreen(d); strings.Contains(text, "推荐表.pdf  ") || strings.Contains(text, "1 字节") {
		t.Errorf("still listed:\n%s", text)
	}
}

func TestUntouchedFormFollowsOtherWrites(t *testing.T) {
	b := newBench(t)
	clean, _ := b.editor()
	b.write("李雷", "导入委员名册", b.id, record.Values{"job": "主任"})
	clean.Changed()
	if got := clean.form.Values()["job"]; got != "主任" || clean.form.Dirty() {
		t.Errorf("the form holds %q", got)
	}
	clean.form.Set("note", "我的")
	b.write("李雷", "导入委员名册", b.id, record.Values{"job": "局长"})
	clean.Changed()
	if got := clean.form.Values()["job"]; got != "主任" {
		t.Errorf("a form with something typed was changed: %q", got)
	}
	clean.Save()
	b.expect(record.Values{"job": "局长", "note": "我的"})

	again, _ := b.editor()
	err := b.store.Write(t.Context(), "李雷", "删除", func(ctx context.Context, tx *store.Tx) error { return roster.Members.Bin(ctx, tx, b.id) })
	if err != nil {
		t.Fatal(err)
	}
	again.Changed()
	if again.Active() {
		t.Error("a record that is gone is still being edited")
	}
}

// What is refused is seen: the fields come to the front again when the history or the files were, and the field refused is in sight.
func TestRefusalBringsTheFieldsToTheFront(t *testing.T) {
	b := newBench(t)
	e, d := b.editor()
	d.Native().Resize(fyne.NewSize(470, 420))
	for name, refuse := range map[string]func(){
		"by the form":  func() { e.form.Set("name", "") },
		"by the store": func() { e.form.Set("mobile", "12") },
	} {
		e.form.Set("name", "张小明")
		e.form.Set("mobile", "")
		refuse()
		e.showTab(tabCourse)
		d.Status().SetSaved("已保存 10:21", look.ToneSoft)
		e.Save()
		if said := desktest.Text(d.Status()); !strings.Contains(said, "没有保存") {
			t.Errorf("refused %s, the status bar says %s", name, said)
		}
		if e.tabs.Current() != tabFields || !e.Active() {
			t.Fatalf("refused %s, %s is in front", name, e.tabs.Current())
		}
		if !kit.Holds(e.form, d.Native().Canvas().Focused().(fyne.CanvasObject)) {
			t.Errorf("refused %s, the keyboard is in %T", name, d.Native().Canvas().Focused())
		}
	}
}
