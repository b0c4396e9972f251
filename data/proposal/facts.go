package proposal

import (
	"context"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// The rules on what saving refuses since, or never let in: an older version or another hand may have stored it.
const (
	ruleProposer = "提案有提案人"
	ruleAlone    = "单办的没有会办单位"
	ruleRefused  = "不予立案的没有案号，有去向"
	ruleTalks    = "面商在交办以后"
	ruleReplied  = "「答复」节点与答复日期相符"
	ruleDead     = "反馈的提案人没有去世"
)

// replyNode is the node of the tracking that says that the proposal was answered.
const replyNode = "答复"

// facts looks at what a record says against itself.
func (j *judging) facts(now, then *docket.Case) {
	j.looked(ruleProposer)
	if len(now.People) == 0 {
		j.broken(ruleProposer, now, "没有提案人")
	}
	if helping := then.Helping(); then.Handling == "单办" {
		j.looked(ruleAlone)
		if len(helping) > 0 {
			j.broken(ruleAlone, then, "的办理方式是单办，却有会办单位「", helping[0].Unit, "」")
		}
	}
	if then.Conclusion == "不予立案" {
		j.looked(ruleRefused)
		if then.Number != 0 {
			j.broken(ruleRefused, then, "不予立案，却有案号")
		}
		if then.Destination == "" {
			j.open(ruleRefused, then, "不予立案，没有写去向")
		}
	}
	j.talks(then)
	j.replyNodes(then)
	for _, words := range j.dead[now.ID] {
		j.broken(ruleDead, now, words)
	}
	for i := range then.Feedback {
		if then.Feedback[i].ReturnedOn != "" {
			j.looked(ruleDead)
		}
	}
}

// talks looks for talks held before the proposal was handed to anybody.
func (j *judging) talks(then *docket.Case) {
	first := ""
	for i := range then.Assignments {
		if on := then.Assignments[i].AssignedOn; on != "" && (first == "" || on < first) {
			first = on
		}
	}
	for i := range then.Talks {
		j.looked(ruleTalks)
		if on := then.Talks[i].On; first != "" && on != "" && on < first {
			j.open(ruleTalks, then, "的面商 ", on, " 早于交办日期 ", first, "，请核对")
		}
	}
}

// replyNodes looks at whether the tracking has the reply on a day on which there is one.
func (j *judging) replyNodes(then *docket.Case) {
	for i := range then.Nodes {
		n := &then.Nodes[i]
		if n.Kind != replyNode || n.DoneOn == "" {
			continue
		}
		j.looked(ruleReplied)
		var days []string
		for k := range then.Assignments {
			if a := &then.Assignments[k]; a.Answers() && a.RepliedOn != "" {
				days = append(days, a.RepliedOn)
			}
		}
		switch text := strings.Join(days, "、"); {
		case text == "":
			j.broken(ruleReplied, then, "的「", n.Kind, "」节点完成于 ", n.DoneOn, "，却没有答复")
		case !strings.Contains(text, n.DoneOn):
			j.broken(ruleReplied, then, "的「", n.Kind, "」节点完成于 ", n.DoneOn, "，答复日期却是 ", text)
		}
	}
}

// deadIn says of the year's proposals which of their proposers gave their opinion, by the day, after they had died.
func deadIn(ctx context.Context, db bun.IDB, year int, day string) (map[int64][]string, error) {
	found := map[int64][]string{}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id, round int64
		var name, on string
		err := scan(&id, &round, &name, &on)
		found[id] = append(found[id], "第 "+strconv.FormatInt(round, 10)+" 轮的反馈收回于 "+on+"，提案人「"+name+"」在这以前已去世")
		return err
	}, `SELECT p.id, f.round, x.name, f.returned_on FROM feedback f JOIN proposal p ON p.id = f.proposal_id JOIN session s ON s.id = p.session_id JOIN proposal_proposer x ON x.id = f.proposer_id
		JOIN member m ON m.id = x.member_id WHERE s.year = ? AND p.deleted_at = '' AND f.returned_on <> '' AND f.returned_on <= ? AND `+roster.DeadBefore("m.person_id", "f.returned_on")+" ORDER BY p.id, f.id", year, day)
}
