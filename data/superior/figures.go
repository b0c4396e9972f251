package superior

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Figures are those of a year and a day that forms can take, found by code and by name.
type Figures struct {
	all    []measure.Figure
	codes  map[string]int
	called map[string][]int // by the folded name
}

// NewFigures are these.
func NewFigures(all []measure.Figure) *Figures {
	f := &Figures{all: all, codes: map[string]int{}, called: map[string][]int{}}
	for i := range all {
		f.codes[all[i].Code] = i
		name := fold.Called(all[i].Name)
		f.called[name] = append(f.called[name], i)
	}
	for code, text := range otherwise {
		if i, known := f.codes[code]; known && f.called[fold.Called(text)] == nil {
			f.called[fold.Called(text)] = []int{i}
		}
	}
	return f
}

// otherwise is what forms call figures that have a fuller name here, by their codes.
var otherwise = map[string]string{
	"reworked": "重新办理", "answered": "已答复", "answered_original": "已答复（按原件）", "result_answered_rate": "满意率（结果，占已答复）", "attitude_answered_rate": "满意率（态度，占已答复）",
}

// Coded is the figure with that code, nil when the year has none.
func (f *Figures) Coded(code string) *measure.Figure {
	if i, known := f.codes[code]; known {
		return &f.all[i]
	}
	return nil
}

// Called finds a figure by its code, or by a name that no other has.
func (f *Figures) Called(text string) (measure.Figure, error) {
	if g := f.Coded(text); g != nil {
		return *g, nil
	}
	found := f.called[fold.Called(text)]
	switch len(found) {
	case 0:
		return measure.Figure{}, store.Refuse(store.CodeNotFound, "没有名为「%s」的指标。名称和代号见「报表」和命令 figures。", text)
	case 1:
		return f.all[found[0]], nil
	}
	var codes []string
	for _, i := range found {
		codes = append(codes, f.all[i].Code)
	}
	return measure.Figure{}, store.Refuse(store.CodeInvalid, "有 %d 项指标叫「%s」，请写代号：%s。", len(found), text, strings.Join(codes, "、"))
}

// Shown is what a figure is called in a form: its name, or its code where others have that name.
func (f *Figures) Shown(g measure.Figure) string {
	if len(f.called[fold.Called(g.Name)]) == 1 {
		return g.Name
	}
	return g.Code
}

// figureNames lists what the figures of a year are called in a form, 0: the year worked on.
func figureNames(ctx context.Context, db bun.IDB, year int) ([]string, error) {
	if year == 0 {
		return nil, nil // they are known only of a year
	}
	all, err := record.FiguresEach(ctx, db, year, fmt.Sprintf("%d-12-31", year))
	if err != nil {
		return nil, err
	}
	figures, names := NewFigures(all), make([]string, 0, len(all))
	for _, g := range all {
		names = append(names, figures.Shown(g))
	}
	return slices.Compact(names), nil
}

// name puts into a row the figure that it names, with its code and what is taken of it.
func name(row rows.Row, figures *Figures) error {
	f, err := figures.Called(row["figure"])
	if err != nil {
		return err
	}
	row["figure"], row["code"] = figures.Shown(f), f.Code
	if row["take"] == "" {
		if row["take"] = Count; f.IsRate {
			row["take"] = Rate
		}
	}
	return Takes(f, row["take"])
}

// Takes refuses what a figure does not have.
func Takes(f measure.Figure, take string) error {
	switch {
	case (take == Rate || take == Percent) && !f.IsRate:
		return store.Refuse(store.CodeInvalid, "「%s」不是比率，不能取%s，请取数量。", f.Name, take)
	case take == Base && !f.IsRate && f.Den == 0:
		return store.Refuse(store.CodeInvalid, "「%s」没有分母，请取数量。", f.Name)
	}
	return nil
}
