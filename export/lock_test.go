package export_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// bookText is all that the sheet of a workbook says.
func bookText(t *testing.T, content []byte, sheet string) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(rows)
}

// lockSheets locks the evaluation by sheets of the sample year, of which one sheet never came in, and gives its seal.
func lockSheets(t *testing.T, s *store.Store) (seal string) {
	t.Helper()
	scope := record.Scope{Year: year}
	results, err := evaluation.Results(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format(time.DateOnly))
	if err != nil {
		t.Fatal(err)
	}
	id := results[0].ID
	if err := record.TakeStep(t.Context(), s, "王芳", evaluation.Evaluations, scope, evaluation.StepLock, record.Values{"locked_on": "2026-11-20", "person": "王芳", "second": "李主任"}, id); err == nil {
		t.Fatal("locked with a sheet missing")
	}
	err = s.Write(t.Context(), "王芳", "没有交的评分表作废", func(ctx context.Context, tx *store.Tx) error {
		return tx.Run(ctx, `INSERT INTO score_sheet (target_id, rater_id, submitted_on, void, note) SELECT g.id, r.id, '2026-11-19', 1, '未交' FROM rater r JOIN evaluation_target g ON g.panel_id = r.panel_id
			WHERE r.excused = 0 AND NOT EXISTS (SELECT 1 FROM score_sheet x WHERE x.rater_id = r.id AND x.target_id = g.id)`)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := record.TakeStep(t.Context(), s, "王芳", evaluation.Evaluations, scope, evaluation.StepLock, record.Values{"locked_on": "2026-11-20", "person": "王芳", "second": "李主任"}, id); err != nil {
		t.Fatal(store.Sentence(err))
	}
	r, err := evaluation.Evaluations.Record(t.Context(), s.DB(), id)
	if err != nil || r.Values["seal"] == "" {
		t.Fatal(r, err)
	}
	return r.Values["seal"]
}

// Workbooks and papers say who locked the results and with what seal, those of days before that they are not locked.
func TestSealsArePrinted(t *testing.T) {
	s := sampletest.MustOpen(t)
	vote, err := evaluation.BallotResults(t.Context(), s.DB(), year, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	seal := lockSheets(t, s)
	said, voted := "结果锁定：2026-11-20 王芳、李主任锁定，封签 "+seal+"。", "封签 "+evaluation.Standing(vote[0].Locks).Seal+"。"
	const open = "结果还没有锁定，可能还有改动。"
	for _, c := range []struct {
		day, sheets, votes string
	}{{"2026-11-23", said, voted}, {"2026-11-19", open, voted}} {
		date, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		pack := writePackOn(t, s, date, "08", "09", "24")
		for book, sheets := range map[string]map[string]string{
			"08民主评议得分及等次表.xlsx": {"民主评议得分及等次表": c.sheets, "民主评议票决结果表": c.votes},
			"09民主评议评分明细.xlsx":   {"民主评议评分明细": c.sheets, "复核": c.sheets},
			"24评议票统计表.xlsx":     {"评议票统计表": c.votes},
		} {
			for sheet, want := range sheets {
				if text := bookText(t, pack[book], sheet); !strings.Contains(text, want) {
					t.Errorf("%s, %s of %s does not say %s", c.day, sheet, book, want)
				}
			}
		}
		for _, name := range []string{"评议反馈函", "评议结果通报"} {
			request := paperRequest(t, name)
			request.Date = date
			if name == "评议反馈函" {
				request.Evaluations = everyEvaluation(t, s)
			}
			all := ""
			for _, content := range writePapers(t, s, request) {
				all += documentText(t, content)
			}
			if !strings.Contains(all, c.sheets) || !strings.Contains(all, c.votes) {
				t.Errorf("%s of %s do not say %s and %s", name, c.day, c.sheets, c.votes)
			}
		}
	}
}
