package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// rescored is the sample's evaluation, scored again in another one of its own.
type rescored struct {
	*testing.T
	desk *desk.Desk
	page *Page
	was  evaluation.Result
}

// The panels of the sample, scored by workbooks, by the keyboard and by a workbook of foreign layout, come to the same, to the digit.
func TestThreeWaysToTheSameResults(t *testing.T) {
	s := &rescored{T: t}
	s.desk, s.page = openPage(t)
	s.was = s.results()[0]
	if len(s.was.Targets) != 13 {
		t.Fatalf("%d targets", len(s.was.Targets))
	}
	s.desk.Open(Key, entryKey)
	all := func(record.Values) bool { return true }
	s.byWorkbooks("工作簿") // which begins with a list that is not complete
	s.panels("键盘", all)
	s.byKeyboard("键盘")
	s.panels("别的版式", all)
	s.byLayout("别的版式")
	for _, name := range []string{"工作簿", "键盘", "别的版式"} {
		s.compare(name)
	}
}

func (s *rescored) results() []evaluation.Result {
	s.Helper()
	found, err := evaluation.Results(s.Context(), s.desk.Store().DB(), s.desk.Year(), s.desk.Today())
	if err != nil {
		s.Fatal(err)
	}
	return found
}

// panels lists the panels of the sample for an evaluation of the name.
func (s *rescored) panels(name string, which func(record.Values) bool) {
	s.Helper()
	scope := record.Scope{Year: s.desk.Year()}
	all, err := evaluation.Panels.Records(s.Context(), s.desk.Store().DB(), scope)
	if err != nil {
		s.Fatal(err)
	}
	err = s.desk.Store().Write(s.Context(), "测试", "评委", func(ctx context.Context, tx *store.Tx) error {
		for _, r := range all {
			if r.Values["evaluation"] != s.was.Name || !which(r.Values) {
				continue
			}
			v := record.Values{"evaluation": name, "rubric": s.was.Rubric.Name, "panel": name + r.Values["number"]}
			for _, key := range []string{"number", "committee", "leader", "name", "category", "excused", "proposals", "units", "class"} {
				v[key] = r.Values[key]
			}
			if _, err := evaluation.Panels.Save(ctx, tx, scope, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.Fatal(store.Sentence(err))
	}
}

// points are what a rater gave the target of a panel, nil without a sheet.
func (s *rescored) points(panel int, rater string) []string {
	for _, t := range s.was.Targets {
		for _, sheet := range t.Sheets {
			if t.PanelNumber == panel && sheet.Rater == rater {
				return sheet.Points
			}
		}
	}
	return nil
}

// compare holds an evaluation's results against the sample's.
func (s *rescored) compare(name string) {
	s.Helper()
	all := s.results()
	got := &all[slices.IndexFunc(all, func(e evaluation.Result) bool { return e.Name == name })]
	got.Defend()
	s.was.Defend()
	for i := range s.was.Targets {
		want, is := told(&s.was.Targets[i]), told(&got.Targets[i])
		if want != is {
			s.Errorf("%s, panel %d:\ngot  %s\nwant %s", name, i+1, is, want)
		}
	}
}

// told is all that is said of a target, exact scores among it.
func told(t *evaluation.TargetResult) string {
	exact := func(x *big.Rat) string {
		if x == nil {
			return "—"
		}
		return x.RatString()
	}
	text := fmt.Sprintln(t.PanelNumber, t.Unit, t.ProposalNumber, t.Class, t.Collected, t.Expected, exact(t.Result.Score), t.ScoreText, t.Result.Grade, t.Rank, t.Z, t.Result.Formula)
	for _, line := range t.Result.Indicators {
		text += fmt.Sprintln(line.Indicator.Name, exact(line.Mean), exact(line.Contribution))
	}
	for _, sheet := range t.Sheets {
		text += fmt.Sprintln(sheet.Rater, sheet.Points, sheet.Standing, exact(sheet.Total), sheet.TotalText)
	}
	return text + fmt.Sprintln(t.Notices, t.Defence.Sentences())
}

// byWorkbooks sends workbooks out and takes them back, some of them wrong at first.
func (s *rescored) byWorkbooks(name string) {
	sheets := s.was.Targets[2].Sheets
	added := sheets[len(sheets)-1].Rater
	late := func(v record.Values) bool { return v["number"] == "3" && v["name"] == added }
	s.panels(name, func(v record.Values) bool { return !late(v) })
	early, out, back := s.TempDir(), s.TempDir(), s.TempDir()
	s.handOut(name, early)
	s.panels(name, late)
	s.handOut(name, out)
	file := func(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("%s 第%d组.xlsx", name, n)) }
	for n := 1; n <= 13; n++ {
		s.fill(file(out, n), filepath.Join(back, fmt.Sprintf("%02d.xlsx", n)), n, func(*excelize.File, string) {})
	}
	s.fill(file(out, 1), filepath.Join(back, "01.xlsx"), 1, func(f *excelize.File, sheet string) { s.put(f, sheet, "E5", 100.5) })
	s.fill(file(out, 2), filepath.Join(back, "02.xlsx"), 2, func(f *excelize.File, sheet string) { s.put(f, sheet, "F6", "") })
	s.fill(file(early, 3), filepath.Join(back, "03.xlsx"), 3, func(*excelize.File, string) {})
	foreign := excelize.NewFile()
	s.put(foreign, "Sheet1", "A1", "评分表")
	if err := foreign.SaveAs(filepath.Join(back, "99.xlsx")); err != nil {
		s.Fatal(err)
	}
	text := s.takeIn(back)
	for _, want := range []string{
		"退回 4 份", "「01.xlsx」E5「沟通面商」填了 100.5，超过满分 100", "「02.xlsx」", "漏填 办理成效", "「03.xlsx」", "版本不对；请重新生成", "「99.xlsx」不是本程序发出的评分工作簿", "「04.xlsx」第 4 组：新收",
	} {
		if !strings.Contains(text, want) {
			s.Errorf("%q is not in\n%s", want, text)
		}
	}
	again := s.TempDir()
	for n := 1; n <= 3; n++ {
		s.fill(file(out, n), filepath.Join(again, fmt.Sprintf("%02d.xlsx", n)), n, func(*excelize.File, string) {})
	}
	if text := s.takeIn(again); strings.Contains(text, "退回") {
		s.Errorf("put right: %s", text)
	}
}

func (s *rescored) handOut(name, dir string) {
	s.Helper()
	handouts, err := evaluation.Handouts(s.Context(), s.desk.Store().DB(), s.desk.Year(), name, false)
	if err != nil {
		s.Fatal(err)
	}
	if _, err := export.WriteScoreBooks(dir, handouts, s.desk.Store().Now(), false); err != nil {
		s.Fatal(err)
	}
}

// fill writes a workbook as the panel filled it in, with nothing of who handed in no sheet.
func (s *rescored) fill(from, to string, panel int, wrong func(f *excelize.File, sheet string)) {
	s.Helper()
	f, err := excelize.OpenFile(from)
	if err != nil {
		s.Fatal(err)
	}
	sheet := f.GetSheetName(0)
	for row := 5; ; row++ {
		rater, err := f.GetCellValue(sheet, fmt.Sprintf("C%d", row))
		if err != nil || rater == "" {
			break
		}
		for at, points := range s.points(panel, rater) {
			s.put(f, sheet, fmt.Sprintf("%c%d", 'D'+at, row), points)
		}
	}
	wrong(f, sheet)
	if err := f.SaveAs(to); err != nil {
		s.Fatal(err)
	}
}

func (s *rescored) put(f *excelize.File, sheet, cell string, value any) {
	s.Helper()
	if err := f.SetCellValue(sheet, cell, value); err != nil {
		s.Fatal(err)
	}
}

// takeIn takes the workbooks of a folder back and says what was told of them.
func (s *rescored) takeIn(dir string) string {
	s.Helper()
	paths, err := evaluation.WorkbooksIn([]string{dir})
	if err != nil {
		s.Fatal(err)
	}
	returned, err := evaluation.ReadReturns(s.Context(), s.desk.Store().DB(), s.desk.Year(), paths)
	if err != nil {
		s.Fatal(err)
	}
	text, _ := returnsText(returned)
	s.page.entry.take(returned)
	return text
}

// byKeyboard types the sheets in, each point followed by Enter.
func (s *rescored) byKeyboard(name string) {
	e := s.page.entry
	e.Shown()
	places := slices.DeleteFunc(slices.Clone(e.places), func(p evaluation.Place) bool { return p.Evaluation != name })
	for _, place := range places {
		e.chosen, e.at = name, place.TargetID
		e.pick()
		for row := range e.rows {
			given := s.points(int(place.Number), e.typed.Rows[row].Rater)
			if given == nil {
				continue
			}
			s.desk.Native().Canvas().Focus(e.rows[row].cells[0])
			for _, points := range given {
				for _, r := range points {
					s.desk.Native().Canvas().Focused().TypedRune(r)
				}
				desktest.Press(s.desk, fyne.KeyReturn)
			}
		}
		e.Save()
		if e.changed() {
			s.Fatalf("panel %d is not saved: %s", place.Number, e.said.Text)
		}
	}
}

// byLayout takes in a workbook of the office's own, as the import wizard is told where things are in it.
func (s *rescored) byLayout(name string) {
	f := excelize.NewFile()
	for i, t := range s.was.Targets {
		at := i*8 + 1
		s.put(f, "Sheet1", fmt.Sprintf("A%d", at), fmt.Sprintf("评议小组：%s%d", name, t.PanelNumber))
		s.put(f, "Sheet1", fmt.Sprintf("A%d", at+1), "指标")
		for j, sheet := range t.Sheets {
			s.put(f, "Sheet1", fmt.Sprintf("%c%d", 'B'+j, at+1), sheet.Rater)
			for k, indicator := range s.was.Rubric.Indicators {
				s.put(f, "Sheet1", fmt.Sprintf("A%d", at+2+k), indicator.Name)
				s.put(f, "Sheet1", fmt.Sprintf("%c%d", 'B'+j, at+2+k), sheet.Points[k])
			}
		}
	}
	path := filepath.Join(s.TempDir(), "各组打分.xlsx")
	if err := f.SaveAs(path); err != nil {
		s.Fatal(err)
	}
	workbook, err := intake.Open(s.Context(), path, intake.Options{})
	if err != nil {
		s.Fatal(err)
	}
	layout := &intake.BlockLayout{Kinds: []intake.BlockKind{{Sheet: "Sheet1", Names: [3]intake.Names{
		{From: intake.NamesInRow, At: []int{1}}, {From: intake.NamesInColumn, At: []int{0}}, {From: intake.NameInCell, Pattern: "评议小组：*"},
	}}}}
	if err := layout.Kinds[0].Anchor(workbook); err != nil {
		s.Fatal(err)
	}
	im, err := take.PlanWith(s.Context(), s.desk.Store(), evaluation.Scores, record.Scope{Year: s.desk.Year()}, workbook, take.Options{Blocks: layout})
	if err != nil {
		s.Fatal(store.Sentence(err))
	}
	if got := im.Summary(); got != "new 74 changed 0 same 0 rejected 0" {
		s.Fatalf("%s\n%q", got, im.Notes)
	}
	if err := take.Apply(s.Context(), s.desk.Store(), "测试", im); err != nil {
		s.Fatal(err)
	}
}
