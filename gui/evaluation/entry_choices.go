package evaluation

import (
	"slices"
	"strconv"

	"cppccdesk/data/evaluation"
	"cppccdesk/gui/kit"
)

func (t *entryTab) evaluations() (out []kit.Choice) {
	for _, p := range t.places {
		i := slices.IndexFunc(out, func(c kit.Choice) bool { return c.Value == p.Evaluation })
		if i < 0 {
			i = len(out)
			out = append(out, kit.Choice{Value: p.Evaluation, Label: p.Evaluation})
		}
		out[i].Count++
	}
	for _, p := range t.boxes {
		out = append(out, kit.Choice{Value: p.Evaluation, Label: p.Evaluation + "（票决）", Count: p.Entered})
	}
	return out
}

func (t *entryTab) targets() (out []kit.Choice) {
	for _, p := range t.places {
		if p.Evaluation == t.chosen {
			out = append(out, kit.Choice{Value: strconv.FormatInt(p.TargetID, 10), Label: p.Label, Count: p.Typed(t.pass)})
		}
	}
	return out
}

// settle has an evaluation of the year chosen, one with something to type in where none is.
func (t *entryTab) settle() {
	switch {
	case slices.Contains(t.names, t.chosen):
	case len(t.places) > 0:
		t.chosen = t.places[0].Evaluation
	case len(t.boxes) > 0:
		t.chosen = t.boxes[0].Evaluation
	default:
		t.chosen = ""
	}
}

// awaited is the first target of the evaluation chosen with a sheet still to come, else its first one; 0: it has none.
func (t *entryTab) awaited() (id int64) {
	for _, p := range t.places {
		switch {
		case p.Evaluation != t.chosen:
		case p.Typed(t.pass) < p.Raters:
			return p.TargetID
		case id == 0:
			id = p.TargetID
		}
	}
	return id
}

// has tells whether the evaluation chosen has the target.
func (t *entryTab) has(target int64) bool {
	return slices.ContainsFunc(t.places, func(p evaluation.Place) bool { return p.TargetID == target && p.Evaluation == t.chosen })
}
