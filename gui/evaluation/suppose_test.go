package evaluation

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

func openPage(t *testing.T) (*desk.Desk, *Page) {
	t.Helper()
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	return d, p
}

func TestAnotherWayOfScoringNextToTheResult(t *testing.T) {
	_, p := openPage(t)
	rows := p.results.grid.Rows()
	at := slices.IndexFunc(rows, func(r row) bool { return strings.Contains(r.hint, "去 1 人变等次") })
	if at < 0 {
		t.Fatal("no grade hangs on a rater")
	}
	p.results.suppose(rows[at])
	w := &p.results.whatIf
	if !strings.Contains(w.said.Text, "都不变") || len(w.table.Rows) != 0 {
		t.Errorf("with nothing changed: %q, %d rows", w.said.Text, len(w.table.Rows))
	}
	choices := p.results.otherRaters()
	if len(choices) != rows[at].Collected {
		t.Fatalf("%d raters can be left out of %d", len(choices), rows[at].Collected)
	}
	w.how.Aggregation = "去一高一低"
	p.results.supposed()
	if len(w.table.Rows) == 0 || !strings.Contains(w.said.Text, "有变化，其余") {
		t.Errorf("trimmed: %q, %d rows", w.said.Text, len(w.table.Rows))
	}
	w.how.Weights["组织领导"] = "90"
	p.results.supposed()
	if !strings.Contains(w.said.Text, "合计应为 100%") || len(w.table.Rows) != 0 {
		t.Errorf("weights over all: %q", w.said.Text)
	}
	if now := p.results.grid.Rows(); now[at].ScoreText != rows[at].ScoreText || now[at].rank != rows[at].rank {
		t.Error("the list shows another result")
	}
}

func TestTrialOfAScheme(t *testing.T) {
	d, _ := openPage(t)
	all, err := evaluation.Rubrics(t.Context(), d.Store().DB())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(r evaluation.Rubric) bool { return r.Name == "票决换算" })
	box := showTrial(d.Native().Canvas(), all[at])
	for key, votes := range map[string]string{"满意": "42", "基本满意": "10", "不满意": "3", "不了解": "5"} {
		box.given[key] = votes
	}
	box.tell()
	if said := desktest.Text(box.result); !strings.HasPrefix(said, "90.73\n") || !strings.Contains(said, "(100×42 + 70×10 + 30×3) ÷ 55 = 90.73") {
		t.Errorf("said %q", said)
	}
}

// scoreBooks are the workbooks written for the chosen evaluation of a desk.
func scoreBooks(t *testing.T) (d *desk.Desk, paths []string) {
	t.Helper()
	d, p := openPage(t)
	d.Open(Key, entryKey)
	handouts, err := evaluation.Handouts(t.Context(), d.Store().DB(), d.Year(), p.entry.chosen, false)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := export.WriteScoreBooks(dir, handouts, d.Store().Now(), false); err != nil {
		t.Fatal(err)
	}
	paths, err = evaluation.WorkbooksIn([]string{dir})
	if err != nil || len(paths) != 13 {
		t.Fatalf("%d workbooks in %s, %v", len(paths), filepath.Base(dir), err)
	}
	return d, paths
}

func TestReturnedWorkbooksAreTold(t *testing.T) {
	d, paths := scoreBooks(t)
	returned, err := evaluation.ReadReturns(t.Context(), d.Store().DB(), d.Year(), paths)
	if err != nil {
		t.Fatal(err)
	}
	text, sheets := returnsText(returned)
	if sheets != 0 || !strings.Contains(text, "第 1 组：新收 0 张，相同 5 张") || strings.Contains(text, "退回") || !strings.Contains(text, "没填 1 张") {
		t.Errorf("%d sheets, %s", sheets, text)
	}
}

// returnedWith are the workbooks of the chosen evaluation as they come back with the first one changed in a cell of its first row of scores, under the
// head that column finds; cell is its name.
func returnedWith(t *testing.T, column func(f *excelize.File, sheet string) (int, int), change func(f *excelize.File, sheet, cell string) error) (returned []evaluation.Returned, cell string) {
	t.Helper()
	d, paths := scoreBooks(t)
	f, err := excelize.OpenFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetName(0)
	at, row := column(f, sheet)
	if cell, err = excelize.CoordinatesToCellName(at, row+1); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(change(f, sheet, cell), f.Save(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if returned, err = evaluation.ReadReturns(t.Context(), d.Store().DB(), d.Year(), paths); err != nil {
		t.Fatal(err)
	}
	return returned, cell
}

// A remark with a mark that nobody sees, or a score shown as a percentage, refuses its workbook by the cell; the others are taken.
func TestOneCellRefusesOneWorkbook(t *testing.T) {
	head := func(text string, by int) func(f *excelize.File, sheet string) (int, int) {
		return func(f *excelize.File, sheet string) (int, int) {
			found, err := f.SearchSheet(sheet, text)
			if err != nil || len(found) != 1 {
				t.Fatalf("head at %v, %v", found, err)
			}
			column, row, err := excelize.CellNameToCoordinates(found[0])
			if err != nil {
				t.Fatal(err)
			}
			return column + by, row
		}
	}
	percent := func(f *excelize.File, sheet, cell string) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		return errors.Join(err, f.SetCellFloat(sheet, cell, 0.9, -1, 64), f.SetCellStyle(sheet, cell, cell, style))
	}
	for _, test := range []struct {
		name   string
		head   func(f *excelize.File, sheet string) (int, int)
		change func(f *excelize.File, sheet, cell string) error
		says   string
	}{
		{"unseen mark", head("意见建议", 0), func(f *excelize.File, sheet, cell string) error {
			return f.SetCellStr(sheet, cell, "答复\u202e及时")
		}, "「意见建议」里含有"},
		{"percentage", head("评委", 1), percent, "90%，"},
	} {
		t.Run(test.name, func(t *testing.T) {
			returned, cell := returnedWith(t, test.head, test.change)
			for i, r := range returned {
				if refused := len(r.Problems) > 0; refused != (i == 0) {
					t.Errorf("%s: %q", r.File, r.Problems)
				}
			}
			if said := strings.Join(returned[0].Problems, ""); !strings.Contains(said, cell+"「") || !strings.Contains(said, test.says) {
				t.Errorf("said %q, want %s named with %s", said, cell, test.says)
			}
		})
	}
}
