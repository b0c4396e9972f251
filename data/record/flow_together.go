package record

import (
	"fmt"
	"slices"

	"cppccdesk/data/store"
)

// Shared is a step as it is for several records, of which it is taken together or not at all.
type Shared struct {
	Step *Step
	Can  int    // how many of them it can be taken of
	Why  string // why it cannot be taken of all; "" when it can
}

// Together lists the steps that can be taken of at least one of the records, those that can be taken of all first.
func (k *Kind) Together(records []Record) []Shared {
	return k.together(len(records), func(step *Step, i int) string {
		r := records[i]
		if !slices.Contains(step.From, r.Values[k.Flow.State]) {
			return k.barred(r.Values[k.Flow.State])
		}
		if why := step.refusal(r, r.Values[k.Flow.State]); why != "" {
			return fmt.Sprintf("如 %s：%s", k.Called(r), why)
		}
		return ""
	}, func(step *Step) string {
		if f := step.apart(records); f != nil {
			return fmt.Sprintf("各件的「%s」不同，要逐件办理", f.Title)
		}
		return ""
	})
}

// TogetherIn is Together of records of which only the states are known.
func (k *Kind) TogetherIn(states []string) []Shared {
	return k.together(len(states), func(step *Step, i int) string {
		if !slices.Contains(step.From, states[i]) {
			return k.barred(states[i])
		}
		return ""
	}, func(*Step) string { return "" })
}

func (k *Kind) barred(state string) string { return "如「" + state + "」的" }

// together asks of each step why it cannot be taken of record i and, when it can of each of them, why not of all at once.
func (k *Kind) together(n int, refusal func(step *Step, i int) string, apart func(*Step) string) []Shared {
	if k.Flow == nil {
		return nil
	}
	var all, some []Shared
	for i := range k.Flow.Steps {
		s := Shared{Step: &k.Flow.Steps[i]}
		for j := range n {
			if why := refusal(s.Step, j); why == "" {
				s.Can++
			} else if s.Why == "" {
				s.Why = why
			}
		}
		if s.Can == n && n > 1 {
			s.Why = apart(s.Step)
		}
		switch {
		case s.Can == 0:
		case s.Why == "":
			all = append(all, s)
		default:
			some = append(some, s)
		}
	}
	return append(all, some...)
}

// apart is a field that has to be told of each of the records by itself: one of them needs it, and there is no word that fits all. nil: none.
func (s *Step) apart(records []Record) *Field {
	offers, needs := s.common(records)
	for _, key := range needs {
		if len(offers[key]) == 0 {
			return s.Ask(key)
		}
	}
	return nil
}

// common are the words each of the records has of the fields, and the fields one of them needs; all of them can take the step.
func (s *Step) common(records []Record) (offers map[string][]string, needs []string) {
	for i, r := range records {
		p := s.possible(r)
		if needs = append(needs, p.Needs...); i == 0 {
			offers = p.Offers
			continue
		}
		both := map[string][]string{}
		for key, words := range offers {
			both[key] = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !slices.Contains(p.Offers[key], word) })
		}
		offers = both
	}
	slices.Sort(needs)
	return offers, slices.Compact(needs)
}

// AllowsAll is Allows of several records at once: with the words all of them have in common, and what one of them needs. A step that cannot be
// taken of one of them is refused with its name.
func (k *Kind) AllowsAll(records []Record, name string) (Possible, error) {
	if len(records) == 1 {
		return k.Allows(records[0], name)
	}
	step, err := k.Step(name)
	if err != nil {
		return Possible{}, err
	}
	for _, r := range records {
		if _, err := k.Allows(r, name); err != nil {
			return Possible{}, k.RefusedFor(r, err)
		}
	}
	if f := step.apart(records); f != nil {
		return Possible{}, store.Refuse(store.CodeInvalid, "这几件的「%s」不同，不能一起%s，请逐件办理。", f.Title, name)
	}
	offers, needs := step.common(records)
	return Possible{Step: step, Offers: offers, Needs: needs}, nil
}
