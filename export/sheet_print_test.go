package export

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
	"cppccdesk/export/sampleyear/sampletest"
)

// scoredUnits is the paper of a panel that judges so many units in two classes by a scheme with so many indicators.
func scoredUnits(t *testing.T, units, indicators int) (*store.Store, []evaluation.SheetPaper) {
	t.Helper()
	st := sampletest.MustOpen(t)
	names, err := store.Texts(t.Context(), st.DB(), "SELECT name FROM unit WHERE to_on = '' ORDER BY id LIMIT ?", units)
	if err != nil || len(names) != units {
		t.Fatal(len(names), err)
	}
	var judged []rows.Row
	for i := range indicators {
		judged = append(judged, rows.Row{"indicator": fmt.Sprintf("考核指标%d", i+1), "weight": "0", "max_score": fmt.Sprint(10 + i)})
	}
	judged[0]["choices"], judged[0]["max_score"] = "优 25、良 20、中 15、差 10", "25"
	scope := record.Scope{Year: 2026}
	err = st.Write(t.Context(), "王芳", "设立评议", func(ctx context.Context, tx *store.Tx) error {
		if _, err := evaluation.Schemes.Save(ctx, tx, scope, 0, record.Values{
			"name": "部门考核", "summing": "分值相加", "signing": "无记名", "indicators": rows.Text(judged), "grades": rows.Text([]rows.Row{{"grade": "合格", "lower": "0"}}),
		}); err != nil {
			return err
		}
		for i, name := range names {
			v := record.Values{"evaluation": "部门评议", "rubric": "部门考核", "number": "1", "name": fmt.Sprintf("评委%02d", i), "units": name, "class": []string{"甲类", "乙类"}[i%2]}
			if _, err := evaluation.Panels.Save(ctx, tx, scope, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	papers, err := evaluation.SheetPapers(t.Context(), st.DB(), 2026, "部门评议", 0)
	if err != nil {
		t.Fatal(err)
	}
	return st, papers
}

// legible looks that nothing is small, over the edge or beside its column.
func legible(t *testing.T, pages []page.Page) {
	t.Helper()
	for i, p := range pages {
		for _, text := range p.Texts {
			right := text.X + page.Width(text.String, text.Size, text.Bold)
			if text.Size < 9 || text.X < ballotMargin || right > p.Width-ballotMargin+1 || text.Y > p.Height-ballotMargin {
				t.Errorf("page %d of %.0f × %.0f: %q at %.0f–%.0f, %.0f in %.1f pt", i, p.Width, p.Height, text.String, text.X, right, text.Y, text.Size)
			}
		}
	}
}

// said looks that the words are on the pages so often.
func said(t *testing.T, pages []page.Page, times int, wanted ...string) {
	t.Helper()
	text := words(pages...)
	for _, w := range wanted {
		if strings.Count(text, w) < times {
			t.Errorf("without %q: %s", w, text)
		}
	}
}

// Score sheets have every target by class and every indicator with its limit, the batch and nobody's name; many indicators turn the page, and more the table.
func TestScoreSheetsPrinted(t *testing.T) {
	_, papers := scoredUnits(t, 9, 5)
	if len(papers) != 1 || papers[0].Raters != 9 || len(papers[0].Targets) != 9 {
		t.Fatalf("%+v", papers)
	}
	for indicators, want := range map[int]struct{ turned, down bool }{5: {}, 9: {turned: true}, 14: {down: true}} {
		p := papers[0]
		p.Targets = p.Targets[:4]
		for len(p.Rubric.Indicators) < indicators {
			p.Rubric.Indicators = append(p.Rubric.Indicators, evaluation.Indicator{Name: "又一项较长的指标", Label: "又一项较长的指标", Max: 1000})
		}
		pages, err := scoreSheetPages(&p, 3)
		if err != nil || len(pages)%3 != 0 {
			t.Fatal(len(pages), err)
		}
		legible(t, pages)
		if turned := pages[0].Width > pages[0].Height; turned != want.turned {
			t.Errorf("%d indicators: turned %t, %q", indicators, turned, words(pages...))
		}
		if !want.down {
			said(t, pages, 3, p.Targets[0].Unit, p.Targets[3].Unit, "评议对象")
		}
		said(t, pages, 3, "批号 "+p.Batch(), "第 1 评议小组", "不记名", "考核指标1")
		if text := words(pages...); strings.Contains(text, "评委签名") || strings.Contains(text, "评委0") {
			t.Errorf("says who fills it in: %s", text)
		}
	}
	pages, err := scoreSheetPages(&papers[0], 1)
	if err != nil {
		t.Fatal(err)
	}
	said(t, pages, 1, "满分 11", "优 25")
	if text := words(pages...); strings.Count(text, "甲类") != 1 || strings.Index(text, "乙类") < strings.Index(text, "甲类") {
		t.Errorf("the classes are not together: %s", text)
	}
}

// As many are written as the panel has raters, or asked for.
func TestScoreSheetsWritten(t *testing.T) {
	st, papers := scoredUnits(t, 9, 5)
	path := filepath.Join(t.TempDir(), "表.pdf")
	if n, missing, err := WriteScoreSheets(t.Context(), st, papers, 0, path); err != nil || n != 9 || len(missing) > 0 {
		t.Fatal(n, missing, err)
	}
	if written, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(written), "%PDF-") {
		t.Error(err)
	}
	for name, count := range map[string]int{"表.xlsx": 1, "多.pdf": 5001} {
		if _, _, err := WriteScoreSheets(t.Context(), st, papers, count, filepath.Join(t.TempDir(), name)); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%s of %d: %v", name, count, err)
		}
	}
}
