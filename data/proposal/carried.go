package proposal

import (
	"slices"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
)

// carried looks at whether the tracking says that something is done which a promise says is not.
func (j *judging) carried(_, then *docket.Case) {
	at := slices.IndexFunc(then.Nodes, func(n docket.Node) bool { return n.Kind == docket.CarriedNode && n.DoneOn != "" })
	if at < 0 || len(then.Promises) == 0 {
		return
	}
	j.looked(ruleCarried)
	for i := range then.Promises {
		p := &then.Promises[i]
		words := []string{"的「", docket.CarriedNode, "」完成于 ", then.Nodes[at].DoneOn, "，「", p.Unit, "」的承诺「", zh.Clip(p.Text, 20), "」却是", p.State(j.bench.Day)}
		switch p.Outcome {
		case docket.Kept:
		case docket.Broken:
			j.broken(ruleCarried, then, words...)
		default: // what became of it is still to be recorded
			j.open(ruleCarried, then, words...)
		}
	}
}
