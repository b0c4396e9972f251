package evaluation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// StampSheet is the hidden sheet of a rater workbook that says in A1 what it is of.
const StampSheet = "程序用"

// Columns of a rater workbook beside the indicators.
const (
	rowColumn    = "行号"
	targetColumn = "评议对象"
	raterColumn  = "评委"
	whyColumn    = "未评原因"
	wordColumn   = "意见建议"
)

// WhyNot are the reasons for which a rater leaves a target unrated.
var WhyNot = []string{"回避", "缺席", "不了解情况"}

// Handout is a workbook to be filled in by a panel, or by one rater of it.
type Handout struct {
	Evaluation string
	Year       int
	Number     int64 // of the panel
	RaterID    int64 // 0: the whole panel
	Rater      string
	Entries    []Entry // a target each; their rows are those of the raters who fill this in
}

// Handouts are the workbooks of an evaluation by score sheets: one for each panel, or with each one for each rater. It refuses an evaluation that has
// nobody to fill one in.
func Handouts(ctx context.Context, db bun.IDB, year int, evaluation string, each bool) ([]Handout, error) {
	places, err := Places(ctx, db, year)
	if err != nil {
		return nil, err
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	var panels []Handout
	for _, p := range places {
		if p.Evaluation != evaluation {
			continue
		}
		entry, err := readEntry(ctx, db, p, rubrics, FirstPass)
		if err != nil {
			return nil, err
		}
		entry.Rows = slices.DeleteFunc(entry.Rows, func(r EntryRow) bool { return r.Excused })
		at := slices.IndexFunc(panels, func(h Handout) bool { return h.Number == p.Number })
		if at < 0 {
			at = len(panels)
			panels = append(panels, Handout{Evaluation: evaluation, Year: year, Number: p.Number})
		}
		panels[at].Entries = append(panels[at].Entries, entry)
	}
	panels = slices.DeleteFunc(panels, func(h Handout) bool { return len(h.Entries[0].Rows) == 0 || len(h.Entries[0].Rubric.Indicators) == 0 })
	if len(panels) == 0 {
		return nil, store.Refuse(store.CodeNotFound, "评议「%s」还没有要打分的评委和评议对象，请先在「评委」里登记。", evaluation)
	}
	if !each {
		return panels, nil
	}
	if panels[0].Rubric().Anonymous {
		return nil, store.Refuse(store.CodeInvalid, "评议「%s」无记名打分，每位评委一份的工作簿会写明是谁的；请按小组生成，或印空白的评分表。", evaluation)
	}
	var found []Handout
	for _, h := range panels {
		for i, r := range h.Entries[0].Rows {
			one := h
			one.RaterID, one.Rater, one.Entries = r.RaterID, r.Rater, slices.Clone(h.Entries)
			for j := range one.Entries {
				one.Entries[j].Rows = one.Entries[j].Rows[i : i+1]
			}
			found = append(found, one)
		}
	}
	return found, nil
}

// Rubric is the scheme the handout is scored with.
func (h *Handout) Rubric() Rubric { return h.Entries[0].Rubric }

// Stamp says what the handout is of and by which scheme and lists: one taken back with another stamp is of an earlier version.
func (h *Handout) Stamp() string {
	sum := sha256.New()
	for _, i := range h.Rubric().Indicators {
		_, _ = fmt.Fprintf(sum, "%d %s %d %t %d\n", i.ID, i.Label, i.Max, i.Deducts, i.Step)
		if i.Choices != "" {
			_, _ = fmt.Fprintln(sum, i.Choices)
		}
	}
	for _, e := range h.Entries {
		_, _ = fmt.Fprintf(sum, "%d %s", e.TargetID, e.Label)
		for _, r := range e.Rows {
			_, _ = fmt.Fprintf(sum, " %d %s", r.RaterID, r.Rater)
		}
	}
	return strings.Join([]string{stampMark, fmt.Sprint(h.Year), h.Evaluation, fmt.Sprint(h.Number), fmt.Sprint(h.RaterID), hex.EncodeToString(sum.Sum(nil))[:16]}, "\t")
}

// stampMark begins every stamp.
const stampMark = "政协民主监督工作台 评分工作簿 1"

// FileName is what the workbook is called, without its ending.
func (h *Handout) FileName() string {
	name := fmt.Sprintf("%s 第%d组", h.Evaluation, h.Number)
	if h.Rater != "" {
		name += " " + h.Rater
	}
	return strings.NewReplacer("/", "-", "\\", "-", ":", "-", "*", "-", "?", "-", "\"", "-", "<", "-", ">", "-", "|", "-").Replace(name)
}

// Heads are the titles of the columns: the row's key, who and what, the indicators, why not rated, opinions.
func (h *Handout) Heads() []string {
	heads := []string{rowColumn, targetColumn, raterColumn}
	for _, i := range h.Rubric().Indicators {
		heads = append(heads, i.head())
	}
	return append(heads, whyColumn, wordColumn)
}

// head names an indicator with its limit.
func (i *Indicator) head() string {
	if i.Deducts {
		return i.Label + "（件）"
	}
	if i.Choices != "" {
		return i.Label + "（" + i.Choices + "）"
	}
	return fmt.Sprintf("%s（0–%s）", i.Label, i.Max.Decimal())
}

func rowKey(targetID, raterID int64) string { return fmt.Sprintf("T%dR%d", targetID, raterID) }

// Rows are the cells under the heads, the points there are already filled in.
func (h *Handout) Rows() (rows [][]string) {
	for _, e := range h.Entries {
		for _, r := range e.Rows {
			row := []string{rowKey(e.TargetID, r.RaterID), e.Label + e.Title, r.Rater}
			for at, points := range r.Points {
				row = append(row, e.Rubric.Indicators[at].Shown(points))
			}
			why, word := "", r.Note
			if r.Void && slices.Contains(WhyNot, r.Note) {
				why, word = r.Note, ""
			}
			rows = append(rows, append(row, why, word))
		}
	}
	return rows
}

// Missing is a rater whose sheets have not come back.
type Missing struct {
	Number  int64 // of the panel
	Rater   string
	Targets []string
}

// NotReturned are the raters of an evaluation without a sheet for some target, in the order of panels.
func NotReturned(ctx context.Context, db bun.IDB, year int, evaluation string) ([]Missing, error) {
	panels, err := Handouts(ctx, db, year, evaluation, false)
	if err != nil {
		return nil, err
	}
	var found []Missing
	for _, h := range panels {
		for i, r := range h.Entries[0].Rows {
			m := Missing{Number: h.Number, Rater: r.Rater}
			for _, e := range h.Entries {
				if e.Rows[i].SheetID == 0 {
					m.Targets = append(m.Targets, e.Label)
				}
			}
			if len(m.Targets) > 0 {
				found = append(found, m)
			}
		}
	}
	return found, nil
}
