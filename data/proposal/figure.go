package proposal

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

// Figures computes every figure of the year's proposals (domain: 指标与公式) as of today (YYYY-MM-DD): what is dated later does not count. Rules
// that differ between counties come from the settings; each figure says the one it used. A code names the same figure in every year.
func Figures(ctx context.Context, db bun.IDB, year int, today string) ([]measure.Figure, error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	people, work := newMovers(settings), newWork()
	var promised pledges
	var said suggested
	very := veryLate{limit: LateLimitOf(settings)}
	var whole originals
	t, words, err := censusOf(ctx, db, year, today, func(line *docket.Line) {
		people.add(line)
		work.add(line)
		promised.add(line)
		said.add(line)
		very.add(line)
		whole.add(line)
	})
	if err != nil {
		return nil, err
	}
	digits := RateDigits(settings)
	var figures []measure.Figure
	for _, rule := range figureRules(settings, words) {
		f := rule.figure(t, digits)
		if f.Num != 0 || !strings.HasSuffix(f.Code, ".") { // what nobody left out needs no line
			figures = append(figures, f)
		}
	}
	participation, err := people.figures(ctx, db, year, today, digits)
	if err != nil {
		return nil, err
	}
	before, err := figuresBefore(ctx, db, year, today, digits)
	if err != nil {
		return nil, err
	}
	return slices.Concat(figures, participation, work.figures(), promised.figures(digits), said.figures(digits), very.figures(), whole.figures(digits), before), nil
}

// censusOf looks at the year's proposals as of the day, and calls also with each that was received by then.
func censusOf(ctx context.Context, db bun.IDB, year int, day string, also func(*docket.Line)) (t *census, words figureWords, err error) {
	list, err := openList(ctx, db, Filter{Year: year})
	if err != nil {
		return nil, words, err
	}
	belong, err := readBelongings(ctx, db, year)
	if err != nil {
		return nil, words, err
	}
	t = newCensus(list.len())
	var line docket.Line
	for i := range list.len() {
		if err := list.line(&line, i, day); err != nil {
			return nil, words, err
		}
		if line.Received(day) {
			t.add(&line, belong.first(&line))
			also(&line)
		}
	}
	words, err = readFigureWords(ctx, db, t, belong, year)
	return t, words, err
}

// Identities are the sums that must hold among the figures before they leave the house.
func Identities(figures []measure.Figure) []measure.Identity {
	count := func(code string) int64 { return measure.Of(figures, code).Num }
	sum := func(name, total string, parts ...string) measure.Identity {
		identity := measure.Identity{Name: name, Total: count(total)}
		for _, code := range parts {
			if f := measure.ByCode(figures, code); f != nil {
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
		below("不立案提案按去向", "not_filed", "not_filed.to."),
		below("收到提案按会议", "received", "received.session."),
		below("收到提案按类型", "received", "received.kind."),
		below("收到提案按提交方式", "received", "received.submission."),
		below("收到提案按党派", "received", "received.party."),
		below("收到提案按界别", "received", "received.sector."),
		below("立案提案按提案人", "filed", "filed.class."),
		below("立案提案按党派", "filed", "filed.party."),
		below("立案提案按界别", "filed", "filed.sector."),
		sum("立案提案按原件", "filed_original", "filed", "filed_original.merged"),
		below("立案提案按领域", "filed", "filed.field."),
		below("立案提案按分类", "filed", "filed.category."),
		below("立案提案按时间属性", "filed", "filed.timing."),
		sum("主办件次按件", "assignments", "due", "assignments.more"),
		sum("已答复件次按件", "assignments.replied", "answered", "assignments.replied.more", "assignments.replied.first"),
		sum("应办件按办理进度", "due", "at_work", "settled"),
		sum("逾期未答复按轮次", "overdue", "overdue.first", "overdue.again"),
		below("首轮已答复提案按办理结果", "answered", "answered.class."),
		below("收回反馈按结果评价", "returned", "returned.result."),
		below("收回反馈按办理态度", "returned", "returned.attitude."),
	}
}
