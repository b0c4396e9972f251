package data

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
)

// Opinions are what the proposers thought of what a unit did, counted.
type Opinions struct {
	Satisfied, Mostly, Dissatisfied, None int64 // 满意 基本满意 不满意 未表态
}

func (o *Opinions) count(opinion string) {
	switch opinion {
	case "满意":
		o.Satisfied++
	case "基本满意":
		o.Mostly++
	case "不满意":
		o.Dissatisfied++
	default:
		o.None++
	}
}

// Rate is the share of 满意 and 基本满意 in the opinions given; 未表态 is left out.
func (o Opinions) Rate() measure.Ratio {
	return measure.Ratio{Num: o.Satisfied + o.Mostly, Den: o.Satisfied + o.Mostly + o.Dissatisfied}
}

// UnitFigures is what one unit did with the filed proposals of a year. Lead counts include 分办, and lead and co-unit
// counts are never mixed in a rate.
type UnitFigures struct {
	UnitID       int64
	Unit, System string

	Lead, Co               int64 // first assignments as 主办 or 分办, as 会办
	LeadReplied, CoReplied int64
	Due, InTime            int64 // lead assignments whose deadline is over, and those of them replied to in time
	Late                   int64 // lead assignments past their deadline without a reply
	Face                   int64 // lead assignments with a consultation face to face
	Returned               int64 // answered lead assignments whose feedback came back
	Attitude, Result       Opinions
	Classes                map[string]int64 // latest result class of the answered lead assignments
}

// ReplyRate is the unit's 办复率 as lead.
func (u UnitFigures) ReplyRate() measure.Ratio { return measure.Ratio{Num: u.LeadReplied, Den: u.Lead} }

// OnTimeRate is the unit's 按期办复率.
func (u UnitFigures) OnTimeRate() measure.Ratio { return measure.Ratio{Num: u.InTime, Den: u.Due} }

// Feedback that names no unit speaks of every unit that answered the proposal.
const unitHandlingSQL = `SELECT u.id, u.name, u.system, a.role <> '会办', COALESCE(r.replied_on, ''),
	CASE WHEN a.extended_to <> '' THEN a.extended_to ELSE a.due_on END, l.face,
	COALESCE((SELECT y.result_class FROM answering y WHERE y.proposal_id = a.proposal_id AND y.unit_id = a.unit_id AND y.replied_on <> ''
		ORDER BY y.round DESC LIMIT 1), ''),
	COALESCE(f.id, 0), COALESCE(f.attitude, ''), COALESCE(f.result, '')
	FROM assignment a JOIN proposal_list l ON l.id = a.proposal_id JOIN unit u ON u.id = a.unit_id
	LEFT JOIN reply r ON r.assignment_id = a.id
	LEFT JOIN feedback f ON f.id = (SELECT x.id FROM feedback x LEFT JOIN proposal_proposer q ON q.id = x.proposer_id
		WHERE x.proposal_id = a.proposal_id AND (x.unit_id IS NULL OR x.unit_id = a.unit_id)
		ORDER BY x.round DESC, x.unit_id IS NULL, q.ordinal, x.id LIMIT 1)
	WHERE l.year = ? AND l.conclusion = '立案' AND a.round = 1 AND a.returned_on = ''
	ORDER BY u.system = '', (SELECT d.sort FROM dictionary d WHERE d.kind = 'unit_system' AND d.name = u.system), u.code, u.id`

// UnitHandling counts how each unit handled the year's filed proposals as of today (YYYY-MM-DD), units in the order of
// their systems. Units that returned an assignment are out of it.
func UnitHandling(ctx context.Context, db bun.IDB, year int, today string) ([]UnitFigures, error) {
	var found []UnitFigures
	err := scanRows(ctx, db, func(scan func(...any) error) error {
		var a unitAssignment
		err := scan(&a.unitID, &a.unit, &a.system, &a.lead, &a.repliedOn, &a.dueOn, &a.face, &a.class, &a.feedbackID, &a.attitude, &a.result)
		if len(found) == 0 || found[len(found)-1].UnitID != a.unitID {
			found = append(found, UnitFigures{UnitID: a.unitID, Unit: a.unit, System: a.system, Classes: map[string]int64{}})
		}
		found[len(found)-1].count(a, today)
		return err
	}, unitHandlingSQL, year)
	if err != nil {
		return nil, fmt.Errorf("handling by unit in %d: %w", year, err)
	}
	return found, nil
}

type unitAssignment struct {
	unitID           int64
	unit, system     string
	lead, face       bool
	repliedOn, dueOn string
	class            string
	feedbackID       int64
	attitude, result string
}

func (u *UnitFigures) count(a unitAssignment, today string) {
	if !a.lead {
		u.Co++
		if a.repliedOn != "" {
			u.CoReplied++
		}
		return
	}
	u.Lead++
	if a.face {
		u.Face++
	}
	if a.dueOn != "" && a.dueOn < today {
		u.Due++
		switch {
		case a.repliedOn == "":
			u.Late++
		case a.repliedOn <= a.dueOn:
			u.InTime++
		}
	}
	if a.repliedOn == "" {
		return
	}
	u.LeadReplied++
	u.Classes[a.class]++
	if a.feedbackID != 0 {
		u.Returned++
		u.Attitude.count(a.attitude)
		u.Result.count(a.result)
	}
}
