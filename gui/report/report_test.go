package report

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	printed "cppccdesk/export/page"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
)

func TestPackOfAnEmptyYear(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	folder := t.TempDir()
	d.Prefs().Set(prefFolder, folder)
	desktest.Show(d, p)
	if p.grid.Len() != len(export.Reports()) {
		t.Fatalf("%d reports listed, want %d", p.grid.Len(), len(export.Reports()))
	}
	p.grid.Select(6)
	if text := desktest.Text(p.preview.numbers); !strings.Contains(text, "立案率") || p.preview.title.Text != "05 提案工作情况统计表" {
		t.Errorf("the figures of 05 are not shown: %s", text)
	}
	test.Tap(p.chosen)
	if asked := desktest.Text(d.Native().Canvas().Overlays().Top()); !strings.Contains(asked, "没有提案") {
		t.Errorf("asked %q", asked)
	}
	p.send(export.Request{Year: p.year, Date: p.dayOf(), Dir: folder, Only: []string{"05"}, Form: export.Workbooks}, left)
	pack := filepath.Join(folder, export.PackName(d.Year()))
	mustHoldFiles(t, pack, 1)
	if text := strings.ReplaceAll(desktest.Text(d.Native().Canvas().Content()), "\n", ""); !strings.Contains(text, "已生成 1 个文件，在文件夹「"+export.PackName(d.Year())+"」里") {
		t.Errorf("where the file lies is not said: %s", text)
	}
	p.send(export.Request{Year: p.year, Date: p.dayOf(), Dir: folder, Form: export.Workbooks}, left)
	mustHoldFiles(t, pack, len(export.PackReports()))
	if p.write.Disabled() {
		t.Error("the button stays disabled after the pack was written")
	}
}

func mustHoldFiles(t *testing.T, folder string, want int) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != want {
		t.Errorf("%d files in the pack, want %d", len(files), want)
	}
}

// TestYearsToChoose keeps the year worked on among the choices when another one is shown, also in a database without sessions.
func TestYearsToChoose(t *testing.T) {
	v, err := read(t.Context(), datatest.MustOpen(t), 2031, 2026, time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.years, []int{2031, 2026}) {
		t.Errorf("years %v", v.years)
	}
}

// The figures of a year that is not worked on open their records after a question.
func TestFiguresOfAnotherYearOpen(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	listing := records.NewPage(d, "units", "单位", records.Config{Kind: roster.Units, Key: "test.units", Unit: "个", Title: "name"})
	d.Add(listing)
	desktest.Show(d, p)
	f := measure.Figure{Name: "承办单位", Unit: "个", Num: 1, Counted: measure.Set{Kind: roster.Units.Name, IDs: []int64{1}}}
	p.openings(f)[0].Action()
	if d.Native().Canvas().Overlays().Top() != nil || d.Current().Key() != "units" {
		t.Fatalf("in the year worked on %s is shown", d.Current().Key())
	}
	d.Go(p.Key())
	p.year = d.Year() - 1
	p.openings(f)[0].Action()
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "「承办单位」统计的是 2025 年") {
		t.Error("nothing is asked of another year")
	}
}

// A page is numbered as its foot is; of a report of several tables it is said which it is of.
func TestPlaceOfAPage(t *testing.T) {
	for _, c := range []struct {
		name string
		page printed.Page
		at   int
		of   int
		want string
	}{
		{"OneTable", printed.Page{Sheet: "台账", Number: 2, Count: 3}, 1, 3, "第 2 页，共 3 页"},
		{"SecondTable", printed.Page{Sheet: "复核", Number: 1, Count: 5}, 9, 14, "「复核」第 1 页，共 5 页 · 全表 10 / 14"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := placeOf(c.page, c.at, c.of); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	laid, err := export.Lay(t.Context(), sampletest.MustOpen(t), 2026, time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := laid.Pages("09")
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		foot := fmt.Sprintf("第 %d 页 共 %d 页", p.Number, p.Count)
		if !slices.ContainsFunc(p.Texts, func(text printed.Text) bool { return text.String == foot }) {
			t.Errorf("page %d of %s does not say %s", i+1, p.Sheet, foot)
		}
	}
	if last := pages[len(pages)-1]; last.Sheet == pages[0].Sheet || last.Number != last.Count {
		t.Errorf("the last page is %d of %d of %s", last.Number, last.Count, last.Sheet)
	}
}

// The report chosen is seen as it is printed; its pages are turned, a click on a number lists what it counts, and a report that fails a check says so.
func TestReportIsSeenBeforeItIsWritten(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	listing := records.NewPage(d, "proposals", "提案", records.Config{Kind: proposal.Proposals, Key: "test.proposals", Unit: "件", Title: "title"})
	d.Add(listing)
	desktest.Show(d, p)
	d.Go(p.Key())
	p.grid.Select(idOf(t, p, "06"))
	v := p.preview
	if v.title.Text != "06 承办单位办理情况统计表" || len(v.pages) < 2 || !strings.Contains(v.where.Text, fmt.Sprintf("第 1 页，共 %d 页 · A4 横向", v.pages[0].Count)) {
		t.Fatalf("shown are %s, %s", v.title.Text, v.where.Text)
	}
	test.Tap(v.forth)
	if v.at != 1 || v.back.Disabled() || !strings.HasPrefix(v.where.Text, "第 2 页") {
		t.Errorf("turned to %s", v.where.Text)
	}
	for range len(v.pages) {
		v.turn(1)
	}
	shown := v.asPaper(v.pages[v.at])
	for _, s := range v.pages[v.at].Spots {
		if !strings.HasPrefix(s.Name, "合计·办理·主办") {
			continue
		}
		spot, ok := shown.At(s.X+1, s.Y+1)
		if !ok {
			t.Fatal("the total of 主办 opens nothing")
		}
		spot.Open()
	}
	if d.Current().Key() != "proposals" {
		t.Errorf("the total opens %s", d.Current().Key())
	}
}

// The day of the reports is a field: later facts are not in them, and a day that is none is refused before anything is written.
func TestReportsOfAnotherDay(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	folder := t.TempDir()
	d.Prefs().Set(prefFolder, folder)
	desktest.Show(d, p)
	received := func() string {
		p.grid.Select(idOf(t, p, "05"))
		return p.preview.row.lines[0].Value
	}
	now := received()
	p.date.SetText("2026-01-31")
	if then := received(); then == now || p.dayOf().Format(time.DateOnly) != "2026-01-31" {
		t.Errorf("%s received on the day as today", then)
	}
	p.date.SetText("2026-02-31")
	if got := store.Sentence(p.checkDay()); !strings.Contains(got, "填报日期「2026-02-31」不对") {
		t.Errorf("a day that is none: %q", got)
	}
	p.date.SetText("")
	if got := received(); got != now {
		t.Errorf("%s received today, was %s", got, now)
	}
	test.Tap(p.pdf)
	if _, err := os.Stat(filepath.Join(folder, export.PackName(d.Year()), "05提案工作情况统计表.pdf")); err != nil {
		t.Error(err)
	}
	test.Tap(p.ofd)
	if _, err := os.Stat(filepath.Join(folder, export.PackName(d.Year()), "05提案工作情况统计表.ofd")); err != nil {
		t.Error(err)
	}
}

// idOf is the row of a report.
func idOf(t *testing.T, p *Page, code string) int64 {
	t.Helper()
	for _, r := range p.grid.Rows() {
		if r.code == code {
			return r.id
		}
	}
	t.Fatalf("no report %s", code)
	return 0
}

// TestPrintsTheReportShown has a program in place of the system's printing: Ctrl+P and the button give it the PDF of the report that is shown.
func TestPrintsTheReportShown(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system's printing is no program there")
	}
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	d.Prefs().Set(prefFolder, t.TempDir())
	desktest.Show(d, p)
	p.grid.Select(6)
	if !p.CanPrint() || p.preview.print.Disabled() {
		t.Fatal("the report that is shown cannot be printed")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "lp"), []byte("#!/bin/sh\nprintf %s \"$1\" >\"${0%/*}/said\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	p.send(export.Request{Year: p.year, Date: p.dayOf(), Dir: p.target(), Only: []string{p.preview.row.code}, Form: export.PDFs}, printedToo)
	said, err := os.ReadFile(filepath.Join(dir, "said"))
	if err != nil || filepath.Base(string(said)) != "05提案工作情况统计表.pdf" {
		t.Errorf("printed %q, %v", said, err)
	}
	if text := desktest.Text(d.Native().Canvas().Content()); !strings.Contains(text, "已送打印机") {
		t.Errorf("said %s", text)
	}
}
