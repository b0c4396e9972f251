package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// What is shown of anonymous sheets says of nobody what he gave or wrote, and nothing is made of fewer than three.
func TestAnonymousSheetsTellOfNobody(t *testing.T) {
	o := openOffice(t)
	scheme := int64(1)
	if _, sentence := o.saveAs(evaluation.Schemes, scheme, record.Values{"signing": "无记名"}); sentence != "" {
		t.Fatal(sentence)
	}
	raters := o.anonymousSheets()
	e := o.results()[0]
	e.Defend()
	first, few := &e.Targets[0], &e.Targets[1]
	shown := fmt.Sprintf("%+v %+v %+v", e.Targets, first.Notices, first.Defence.Sentences())
	for _, rater := range raters {
		if strings.Contains(shown, rater) {
			t.Errorf("%s is named in %s", rater, shown)
		}
	}
	if got := strings.Join(first.Notices, "；"); first.ScoreText != "76.00" || !strings.Contains(got, "缺 1 张评分表；一名评委总分 20.00，比同组其他 4 人") {
		t.Errorf("score %s, notices %s", first.ScoreText, got)
	}
	expectShuffled(t, o, first)
	if few.Scored || few.Rank != 0 || len(few.Sheets) != 0 || few.Collected != 2 || !strings.Contains(strings.Join(few.Notices, ""), "只有 2 张，不足 3 张，不列得分、各项平均和意见") {
		t.Errorf("of two sheets: %s %d %v", few.ScoreText, len(few.Sheets), few.Notices)
	}
	if _, err := e.Suppose(evaluation.WhatIf{Without: []string{"1/赵甲"}}); err == nil || !strings.Contains(err.Error(), "无记名") {
		t.Errorf("without a rater: %v", err)
	}
	expectStaysAnonymous(t, o, scheme)
}

// expectStaysAnonymous holds a scheme with sheets to what it was, but for its note.
func expectStaysAnonymous(t *testing.T, o office, scheme int64) {
	t.Helper()
	for sentence, v := range map[string]record.Values{"已按无记名收了 7 份评分表，不能改成记名": {"signing": "记名"}, "": {"note": "常委会通过"}} {
		if _, said := o.saveAs(evaluation.Schemes, scheme, v); !strings.Contains(said, sentence) || sentence == "" && said != "" {
			t.Errorf("%v: %q", v, said)
		}
	}
}

// anonymousSheets has six raters, of whom five judge one proposal and two another.
func (o office) anonymousSheets() (raters []string) {
	o.tb.Helper()
	raters = []string{"赵甲", "钱乙", "孙丙", "李丁", "周戊", "吴己"}
	for i, rater := range raters {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": "常委", "proposals": "12"})
		if i < 2 {
			o.save(evaluation.Panels, record.Values{"number": "2", "name": rater, "proposals": "15"})
			o.sheet("2", "15", fmt.Sprintf("第 %d 张", i+1), "80", "80", "80", "80")
		}
		if i == len(raters)-1 {
			continue // his is missing
		}
		points := []string{"90", "91", "89", "90", "20"}[i]
		o.sheet("1", "12", fmt.Sprintf("第 %d 张", i+1), points, points, points, points)
		o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": fmt.Sprintf("第%d张", i+1), "note": "看法" + rater[3:]})
	}
	return raters
}

// expectShuffled holds opinions to an order that is not that of their entry, and always the same.
func expectShuffled(t *testing.T, o office, first *evaluation.TargetResult) {
	t.Helper()
	opinions, given := first.Opinions(), []string{"看法甲", "看法乙", "看法丙", "看法丁", "看法戊"}
	if len(opinions) != len(given) || slices.Equal(opinions, given) || slices.IsSorted(opinions) {
		t.Errorf("opinions %q", opinions)
	}
	if again := o.results()[0]; !slices.Equal(again.Targets[0].Opinions(), opinions) {
		t.Errorf("opinions %q, then %q", opinions, again.Targets[0].Opinions())
	}
}

// Ranks over several panels say that the panels are apart, those within one do not.
func TestRanksOverPanelsAreApart(t *testing.T) {
	e := openEvaluated(t).results()[0]
	if note := e.ApartNote(); note != "各评议小组评委不同，跨组名次仅供参考，比较看标准分。" {
		t.Errorf("note %q", note)
	}
	if got := e.PlaceText(&e.Targets[0]); got != "第 2 / 3 名（跨组，仅供参考；标准分 0.46）" {
		t.Errorf("place %q", got)
	}
	e.Targets = e.Targets[:1]
	if note, place := e.ApartNote(), e.PlaceText(&e.Targets[0]); note != "" || place != "第 2 / 1 名" {
		t.Errorf("alone: %q %q", note, place)
	}
}
