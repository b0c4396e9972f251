package data

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
)

// figureRule declares one figure over the proposals of a year: which of them the numerator counts and, for a rate,
// which the denominator counts.
type figureRule struct {
	code, name string
	num, den   proposalTest
	rule       string
}

// Figures computes every figure of the year's proposals (domain: 指标与公式) and the counts of the plan as of today
// (YYYY-MM-DD): what is dated later does not count. Rules that differ between counties come from the settings; each figure says the one it used. A code
// names the same figure in every year.
func Figures(ctx context.Context, db bun.IDB, year int, today string) ([]measure.Figure, error) {
	settings, err := SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	cases, err := proposalCases(ctx, db, ProposalFilter{Year: year})
	if err != nil {
		return nil, err
	}
	cases = receivedBy(cases, today)
	lines := proposalLines(cases, today)
	words, err := readFigureWords(ctx, db, lines)
	if err != nil {
		return nil, err
	}
	digits := rateDigits(settings)
	var figures []measure.Figure
	for _, rule := range figureRules(settings, words) {
		f := rule.figure(lines, digits)
		if f.Num != 0 || !strings.HasSuffix(f.Code, ".") { // what nobody left out needs no line
			figures = append(figures, f)
		}
	}
	participation, err := participationFigures(ctx, db, year, today, settings, digits)
	if err != nil {
		return nil, err
	}
	plan, err := planFigures(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	return slices.Concat(figures, participation, assignmentFigures(cases, today), plan), nil
}

// rateDigits is the number of decimals of rates, 2 unless the setting says otherwise.
func rateDigits(settings map[string]string) int {
	digits, err := strconv.Atoi(settings["rate.digits"])
	if err != nil || digits < 0 || digits > 6 {
		return 2
	}
	return digits
}

func (r figureRule) figure(lines []proposal.Line, digits int) measure.Figure {
	f := measure.Figure{Code: r.code, Name: r.name, Unit: "件", Rule: r.rule, IsRate: r.den != nil, Counted: those(lines, r.num)}
	f.Num = f.Counted.Len()
	if f.IsRate {
		f.Digits, f.Base = digits, those(lines, r.den)
		f.Den = f.Base.Len()
	}
	return f
}

// those are the proposals that pass the test.
func those(lines []proposal.Line, test proposalTest) measure.Set {
	s := measure.Set{Kind: Proposals.Name}
	for i := range lines {
		if test(&lines[i]) {
			s.IDs = append(s.IDs, lines[i].ID)
		}
	}
	return s
}

// FigureByCode finds a figure; nil when the year has none of that code.
func FigureByCode(figures []measure.Figure, code string) *measure.Figure {
	for i := range figures {
		if figures[i].Code == code {
			return &figures[i]
		}
	}
	return nil
}

// FigureOf is the figure of the code, an empty one when the year has none.
func FigureOf(figures []measure.Figure, code string) measure.Figure {
	if f := FigureByCode(figures, code); f != nil {
		return *f
	}
	return measure.Figure{Code: code}
}

// FigureIdentities are the sums that must hold among the figures before they leave the house.
func FigureIdentities(figures []measure.Figure) []measure.Identity {
	count := func(code string) int64 { return FigureOf(figures, code).Num }
	sum := func(name, total string, parts ...string) measure.Identity {
		identity := measure.Identity{Name: name, Total: count(total)}
		for _, code := range parts {
			if f := FigureByCode(figures, code); f != nil {
				identity.Parts = append(identity.Parts, measure.Part{Name: f.Name, Count: f.Num})
			}
		}
		return identity
	}
	below := func(name, total, prefix string) measure.Identity {
		identity := measure.Identity{Name: name, Total: count(total)}
		for _, f := range figures {
			if !f.IsRate && strings.HasPrefix(f.Code, prefix) {
				identity.Parts = append(identity.Parts, measure.Part{Name: f.Name, Count: f.Num})
			}
		}
		return identity
	}
	return []measure.Identity{
		sum("收到提案按审查结果", "received", "filed", "merged", "transferred", "refused", "unsettled"),
		below("立案提案按提案人", "filed", "filed.class."),
		below("立案提案按领域", "filed", "filed.field."),
		below("立案提案按分类", "filed", "filed.category."),
		below("立案提案按时间属性", "filed", "filed.timing."),
		below("已答复提案按办理结果", "answered", "answered.class."),
		below("收回反馈按结果评价", "returned", "returned.result."),
		below("收回反馈按办理态度", "returned", "returned.attitude."),
	}
}
