package export

import (
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// A report whose rows are units can have columns of what is counted of each of them: A类, 面商率.

// figureCode begins, after the kind, the code of a column that shows a figure of each record.
const figureCode = ".figure:"

// figuresOfEach are the figures that columns can show of a record of the kind, by their codes without whose they are; nil for kinds without.
func (y *Year) figuresOfEach(kind *record.Kind, of proposal.UnitFigures) (codes []string, figures map[string]measure.Figure) {
	if kind != roster.Units {
		return nil, nil
	}
	figures = map[string]measure.Figure{}
	for _, f := range of.Figures(y.Classes, y.Settings) {
		code := strings.TrimPrefix(f.Code, proposal.UnitPrefix(of.UnitID))
		f.Name = strings.TrimPrefix(f.Name, of.Unit+headingMark)
		codes, figures[code] = append(codes, code), f
	}
	return codes, figures
}

// figures are the figures of the records that no column shows under the same name.
func (f *SheetForm) figures(taken map[string]bool) (all []FormColumn) {
	if f.kind == nil {
		return nil
	}
	codes, figures := f.year.figuresOfEach(f.kind, proposal.UnitFigures{})
	for _, code := range codes {
		if name := figures[code].Name; !taken[name] {
			all = append(all, FormColumn{Code: f.kind.Name + figureCode + code, Standard: name})
		}
	}
	return all
}

// addedFigure is a column that shows a figure of each row's record. Counts are added up; a rate has no total without the counts it is of.
func (y *Year) addedFigure(kind *record.Kind, s record.ReportColumn) (sheet.Pick, bool) {
	code, is := strings.CutPrefix(s.Code, kind.Name+figureCode)
	_, figures := y.figuresOfEach(kind, proposal.UnitFigures{})
	f, known := figures[code]
	if !is || !known {
		return sheet.Pick{}, false
	}
	c := sheet.Column{Key: s.Code, Path: []string{f.Name}, Kind: sheet.Int, Total: sheet.Sum}
	if f.IsRate {
		c.Kind, c.Total = y.rateKind(), sheet.NoTotal
	}
	of := map[int64]measure.Figure{}
	for _, u := range y.Units {
		_, figures := y.figuresOfEach(kind, u)
		of[u.UnitID] = figures[code]
	}
	return sheet.Pick{Of: -1, Column: dressed(c, s), Value: func(row sheet.Row) any {
		f, known := of[row.ID]
		switch {
		case !known:
			return nil
		case f.IsRate:
			return share(f.Ratio())
		default:
			return f.Num
		}
	}}, true
}
