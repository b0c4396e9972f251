package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

func preview(t *testing.T) (*Page, *desk.Desk) {
	t.Helper()
	store := datatest.MustOpen(t)
	err := store.Write(t.Context(), "测试", "建立届次", func(tx *data.Tx) error {
		term, err := data.EnsureTerm(t.Context(), tx, 11)
		if err != nil {
			return err
		}
		_, err = data.EnsureSession(t.Context(), tx, term, 5, 2026)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d := desktest.New(t, store)
	p := New(d)
	d.AddHidden(p)
	desktest.Show(d, standIn{})
	return p, d
}

// standIn is the page the preview was called from.
type standIn struct{}

func (standIn) Key() string                                 { return "stand-in" }
func (standIn) Title() string                               { return "" }
func (standIn) Content() fyne.CanvasObject                  { return container.NewStack() }
func (standIn) TopBar() (middle, right []fyne.CanvasObject) { return nil, nil }
func (standIn) Shown()                                      {}

func TestFaultyRoster(t *testing.T) {
	p, d := preview(t)
	p.Preview([]string{"../../assets/sample/with_errors/委员名册(含错误).xlsx"})
	text := desktest.Text(d.Native().Canvas().Content())
	for _, word := range []string{"委员名册", "新增 3", "退回 6", "导入 3 行", "缺少「姓名」", "与第 4 行重复"} {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not shown in:\n%s", word, text)
		}
	}
	if n, err := data.Members.Count(t.Context(), d.Store().DB(), d.Scope()); err != nil || n != 0 {
		t.Fatalf("the preview left %d members, error %v", n, err)
	}
	test.Tap(p.take)
	if n, err := data.Members.Count(t.Context(), d.Store().DB(), d.Scope()); err != nil || n != 3 {
		t.Errorf("%d members taken in, want 3; error %v", n, err)
	}
	if p.rejects.Disabled() {
		t.Error("refused rows cannot be saved after the others were taken in")
	}
	if !p.take.Disabled() {
		t.Error("the same file can be taken in twice")
	}
}

func TestFilterByOutcome(t *testing.T) {
	p, _ := preview(t)
	p.Preview([]string{"../../assets/sample/with_errors/委员名册(含错误).xlsx"})
	for i, o := range outcomes {
		if o == data.RowRejected {
			p.chips[i].Tapped(nil)
		}
	}
	if p.grid.Shown() != 6 {
		t.Errorf("%d rows shown, want the 6 refused", p.grid.Shown())
	}
}

func TestFilesThatCannotBeTakenIn(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"Unknown", "表.csv", "苹果,梨\n1,2\n", "没有认出表格"},
		{"Empty", "空.xlsx", "", "这个文件不能导入"},
		{"NoWorkbook", "图.xlsx", "\x89PNG\r\n\x1a\n", "这个文件不能导入"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, d := preview(t)
			path := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			p.Preview([]string{path})
			if text := desktest.Text(d.Native().Canvas().Content()); !strings.Contains(text, c.want) {
				t.Errorf("%q is not shown in:\n%s", c.want, text)
			}
			if !p.take.Disabled() || !p.rejects.Disabled() {
				t.Error("there is nothing to take in, but a button is enabled")
			}
		})
	}
}

func TestAnotherKindIsChosen(t *testing.T) {
	p, _ := preview(t)
	path := filepath.Join(t.TempDir(), "单位.csv")
	if err := os.WriteFile(path, []byte("单位名称,单位简称,所属系统,颜色\n县教育局,教育局,政府系统,红\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Preview([]string{path})
	if p.kinds.Value() != data.Units.Name {
		t.Fatalf("guessed %s, want units", p.kinds.Value())
	}
	if !strings.Contains(desktest.Text(p.note), "颜色") {
		t.Errorf("the unknown column is not named: %s", desktest.Text(p.note))
	}
	p.choose(data.Members.Name)
	if p.plan.im != nil && p.plan.im.Kind.Name != data.Members.Name {
		t.Errorf("planned as %s", p.plan.im.Kind.Name)
	}
	p.choose(data.Units.Name)
	if p.plan.im == nil || p.plan.im.Count(data.RowNew) != 1 {
		t.Error("the file cannot be planned as units again")
	}
}

func TestSeveralFiles(t *testing.T) {
	p, d := preview(t)
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"县教育局", "县水务局"} {
		path := filepath.Join(dir, name+".csv")
		if err := os.WriteFile(path, []byte("单位名称,单位简称,所属系统\n"+name+",,政府系统\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	p.Preview(paths)
	test.Tap(p.take)
	if !strings.Contains(p.file.Text, "第 2 个,共 2 个") {
		t.Errorf("after the first file: %s", p.file.Text)
	}
	test.Tap(p.take)
	if d.Current().Key() == pageKey {
		t.Error("the preview stays after the last file")
	}
	if n, err := data.Units.Count(t.Context(), d.Store().DB(), d.Scope()); err != nil || n != 2 {
		t.Errorf("%d units, want 2; error %v", n, err)
	}
}

func TestWhat(t *testing.T) {
	for _, c := range []struct {
		name string
		row  data.ImportRow
		want string
	}{
		{
			"NewWithoutSensitiveCells",
			data.ImportRow{Outcome: data.RowNew, Name: "张三", Headers: []string{"姓名", "身份证号", "", "界别"}, Raw: []string{"张三", "110101199001010000", "x", "教育界"}},
			"教育界",
		},
		{"Refused", data.ImportRow{Outcome: data.RowRejected, Reason: "缺少「姓名」"}, "缺少「姓名」"},
		{
			"Changed",
			data.ImportRow{Outcome: data.RowChanged, Changes: []data.FieldChange{{Title: "界别", Old: "教育界", New: "科技界"}, {Title: "党派", New: "民盟"}}},
			"界别:教育界 → 科技界;党派:空 → 民盟",
		},
		{"Same", data.ImportRow{Outcome: data.RowSame}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := whatOf(data.Members, &c.row); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
