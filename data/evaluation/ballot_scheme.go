package evaluation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// Ways of evaluating.
const (
	BySheets  = "评分表"
	ByBallots = "票决"
)

// Abstained is what a ballot says of a target without a mark (不画为弃权). It is none of the options: 不了解 is one.
const Abstained = "弃权"

// Option is what a voter can choose for a target.
type Option struct {
	ID int64

	scoring.Option
}

// rubricOptions are what a scheme by ballots lets choose from, in the order of the digits that choose them.
var rubricOptions = &record.Part{
	Title: "票决档次", Table: "rubric_option", Owner: "rubric_id", From: "rubric_option x", Order: "x.sort, x.id", Ordinal: "sort",
	Fields: []record.Field{
		{Key: "option", Expr: "x.name", Title: "档次", Aliases: []string{"票决档次", "档次名称", "选项"}, Required: true, Example: "基本满意", Width: 120},
		{
			Key: "points", Title: "档分", Aliases: []string{"换算分", "分值"}, Type: record.Decimal{Read: canonicalPoints}, Required: true, Default: "0", Example: "100", Width: 80,
			Expr: "rtrim(rtrim(printf('%.2f', x.points / 100.0), '0'), '.')",
		},
		{Key: "counted", Title: "计入有效票", Aliases: []string{"计入"}, Type: record.YesNo{}, Default: "是", Note: "不了解不计入", Width: 90},
		{Key: "satisfied", Title: "是否满意侧", Aliases: []string{"满意侧"}, Type: record.YesNo{}, Default: "否", Note: "算满意率时作满意", Width: 70},
	},
	Check: func(all []record.Values) error { return refuseTwice("票决档次", "option", all) },
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, _ record.Values) (store.Columns, error) {
		if strings.TrimSpace(v["option"]) == Abstained {
			return nil, store.Refuse(store.CodeInvalid, "「弃权」不是档次：票上没有画的就是弃权，另行统计，请去掉这一行。")
		}
		return store.Columns{
			"name": v["option"], "points": hundredths(v["points"]), "counted": v["counted"] != "否", "satisfied": record.Yes(v["satisfied"]),
		}, refuseScored(ctx, tx, owner)
	},
	Removable: func(ctx context.Context, tx *store.Tx, id int64, _ record.Values) error {
		return refuseScoredPart(ctx, tx, "rubric_option", id)
	},
}

func readOptions(ctx context.Context, db bun.IDB, byID map[int64]*Rubric) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var rubricID int64
		var o Option
		err := scan(&rubricID, &o.ID, &o.Name, &o.Points, &o.Counted, &o.Satisfied)
		if r := byID[rubricID]; r != nil {
			r.Options = append(r.Options, o)
		}
		return err
	}, "SELECT rubric_id, id, name, points, counted, satisfied FROM rubric_option ORDER BY rubric_id, sort, id")
}

// Ballots is the rubric as the scoring package counts ballots by it.
func (r Rubric) Ballots() scoring.BallotScheme {
	s := scoring.BallotScheme{Name: r.Name, Line: r.Line, Grades: r.scheme().Grades}
	for _, o := range r.Options {
		s.Options = append(s.Options, o.Option)
	}
	return s
}

// check says why nothing can be computed with the rubric, in a sentence without its full stop.
func (r Rubric) check() error {
	switch {
	case r.Method == BySheets && len(r.Options) > 0:
		return fmt.Errorf("评分表方案「%s」：按评分表计分的方案没有票决档次，请去掉档次，或把计分方式改为票决", r.Name)
	case r.Method == BySheets && r.Line > 0:
		return fmt.Errorf("评分表方案「%s」：满意度线只用于票决", r.Name)
	case r.Method == ByBallots && r.ReworkLine > 0:
		return fmt.Errorf("评分表方案「%s」：重办线只用于评分表，票决的方案请填满意度线", r.Name)
	case r.Method == BySheets:
		return cmp.Or(r.scheme().Check(), r.scheme().CheckShares())
	case len(r.Indicators) > 0 || len(r.Weights) > 0:
		return fmt.Errorf("评分表方案「%s」：票决的方案没有评分指标和评委类别权重", r.Name)
	}
	return r.Ballots().Check()
}

// canonicalLine reads a line of satisfaction in per cent with at most two decimals; the error follows the field's name.
func canonicalLine(text string) (string, error) {
	line, err := canonicalBetween(text, 2, 100, "满意度线")
	if err == nil && line == "0" {
		err = errors.New("应大于 0；没有满意度线就空着")
	}
	return line, err
}

// canonicalReworkLine reads the least score that is not sent back, with at most two decimals; the error follows the field's name.
func canonicalReworkLine(text string) (string, error) {
	line, err := canonicalPoints(text)
	if err == nil && line == "0" {
		err = errors.New("应大于 0；没有重办线就空着")
	}
	return line, err
}

// refuseMethod refuses with the sentence what an evaluation evaluated in another way has not.
func refuseMethod(ctx context.Context, db bun.IDB, evaluationID int64, method, sentence string) error {
	other, err := store.LookUp(ctx, db, "SELECT count(*) FROM evaluation e JOIN rubric b ON b.id = e.rubric_id WHERE e.id = ? AND b.method <> ?", evaluationID, method)
	if err == nil && other > 0 {
		err = store.Refuse(store.CodeInvalid, "%s", sentence)
	}
	return err
}
