package export_test

import (
	"bytes"
	"context"
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

// What goes to units has every score of theirs as the results have it, and names no rater.
func TestPapersOfEvaluationsHaveTheResultsAndNoRater(t *testing.T) {
	s := sampletest.MustOpen(t)
	results, err := evaluation.Results(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format("2006-01-02"))
	if err != nil {
		t.Fatal(err)
	}
	request := paperRequest(t, "评议反馈函")
	request.Evaluations = everyEvaluation(t, s)
	letters, notices := writePapers(t, s, request), writePapers(t, s, paperRequest(t, "评议结果通报"))
	raters := map[string]bool{}
	for _, e := range results {
		notice := documentText(t, notices["评议结果通报 "+e.Name+".docx"])
		for _, target := range e.Targets {
			for _, sheet := range target.Sheets {
				raters[sheet.Rater] = true
			}
			if !target.Scored {
				continue
			}
			letter := documentText(t, letters["评议反馈函 "+target.Unit+".docx"])
			if want := "得分" + target.ScoreText + "，等次为" + target.Result.Grade; !strings.Contains(letter, want) {
				t.Errorf("the letter to %s has no %q:\n%s", target.Unit, want, letter)
			}
			if want := target.Unit + " | " + target.ScoreText; !strings.Contains(notice, want) {
				t.Errorf("the notice has no %q:\n%s", want, notice)
			}
		}
	}
	if len(raters) < 10 {
		t.Fatalf("%d raters", len(raters))
	}
	for _, written := range []map[string][]byte{letters, notices} {
		for name, content := range written {
			text := documentText(t, content)
			for rater := range raters {
				if strings.Contains(text, rater) {
					t.Errorf("%s names %s", name, rater)
				}
			}
		}
	}
}

// A letter has the evaluation that was chosen and no other, else those whose results are locked.
func TestLetterOfOneEvaluation(t *testing.T) {
	s := sampletest.MustOpen(t)
	lockSheets(t, s)
	results, err := evaluation.Results(t.Context(), s.DB(), year, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	votes, err := evaluation.BallotResults(t.Context(), s.DB(), year, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	sheets, vote := results[0].Name, votes[0].Name
	names := func(day string, chosen []int64) string {
		request := paperRequest(t, "评议反馈函")
		if request.Date, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
		request.Evaluations = chosen
		all := ""
		for _, content := range writePapers(t, s, request) {
			all += documentText(t, content)
		}
		said := ""
		for _, name := range []string{sheets, vote} {
			if strings.Contains(all, name) {
				said += name + " "
			}
		}
		return said
	}
	for _, c := range []struct {
		name, day string
		chosen    []int64
		want      string
	}{
		{"both locked", "2026-11-23", nil, sheets + " " + vote + " "},
		{"one chosen", "2026-11-23", []int64{results[0].ID}, sheets + " "},
		{"one not locked yet", "2026-11-19", nil, vote + " "},
		{"that chosen", "2026-11-19", []int64{results[0].ID}, sheets + " "},
	} {
		if got := names(c.day, c.chosen); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A notice is of an activity that is ahead and has its people; none is written of one that was held.
func TestNoticesAreOfActivitiesAhead(t *testing.T) {
	s := sampletest.MustOpen(t)
	written := writePapers(t, s, paperRequest(t, "活动通知"))
	var names []string
	for name, content := range written {
		names = append(names, name)
		if text := documentText(t, content); !strings.Contains(text, "2026年12月15日") || strings.Count(text, "\n98 | ") != 1 {
			t.Errorf("%s says\n%s", name, text)
		}
	}
	if len(names) != 1 || names[0] != "活动通知 民主监督员年度工作汇报会.docx" {
		t.Errorf("notices: %q", names)
	}
}

// The workbooks of an anonymous evaluation name no rater, and have the opinions apart from the scores.
func TestWorkbooksOfAnAnonymousEvaluationNameNoRater(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := sampleyear.AsOf(year).Format("2006-01-02")
	results, err := evaluation.Results(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	e := results[0]
	err = s.Write(t.Context(), "测试", "改为无记名", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Schemes.Save(ctx, tx, record.Scope{Year: year}, e.Rubric.ID, record.Values{"signing": "无记名"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	leaders := map[string]bool{} // who are on the list of panels
	for _, target := range e.Targets {
		leaders[target.Leader] = true
	}
	all := ""
	for name, content := range writePack(t, s, "08", "09") {
		text := strings.Join(bookTexts(t, content), "\n")
		all += text
		for _, target := range e.Targets {
			for _, sheet := range target.Sheets {
				if strings.Contains(text, sheet.Rater) && (strings.HasPrefix(name, "09") || !leaders[sheet.Rater]) {
					t.Errorf("%s names %s", name, sheet.Rater)
				}
			}
		}
		if !strings.Contains(text, evaluation.AnonymousNote) || !strings.Contains(text, "跨组名次仅供参考") {
			t.Errorf("%s does not say what it hides and that panels are apart", name)
		}
	}
	opinions := 0
	for i := range e.Targets {
		for _, text := range e.Targets[i].Opinions() {
			opinions++
			if !strings.Contains(all, text) {
				t.Errorf("no opinion %q", text)
			}
		}
	}
	t.Logf("%d opinions", opinions)
}

// bookTexts are the texts of the cells of a workbook.
func bookTexts(t *testing.T, content []byte) (texts []string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			texts = append(texts, row...)
		}
	}
	return texts
}
