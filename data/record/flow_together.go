package record

import (
	"fmt"
	"slices"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Shared is a step as it is for several records, of which it is taken together or not at all.
type Shared struct {
	Step *Step
	Can  int    // how many of them it can be taken of; 0: each of them waits for something
	Why  string // why it cannot be taken of all; "" when it can
}

// Open reports whether the step can be taken of the records, or of some of them where that is enough.
func (s *Shared) Open() bool { return s.Why == "" || s.Step.Some && s.Can > 0 }

// Together lists the steps that can be taken of at least one of the records, those that can be taken of all first, and those that each of them waits for
// something to take; without those that are taken elsewhere.
func (k *Kind) Together(records []Record) []Shared {
	if k.Flow == nil {
		return nil
	}
	states := make([]string, len(records))
	for i, r := range records {
		states[i] = r.Values[k.Flow.State]
	}
	return k.together(states, func(step *Step, i int) (string, bool) {
		r := records[i]
		if !slices.Contains(step.From, r.Values[k.Flow.State]) {
			return k.barred(r.Values[k.Flow.State]), false
		}
		why, waits := step.refusal(r, r.Values[k.Flow.State])
		if why != "" && len(records) > 1 {
			why = fmt.Sprintf("如 %s：%s", k.Called(r), why)
		}
		return why, waits
	}, func(step *Step) string {
		if f := step.apart(records); f != nil {
			return fmt.Sprintf("各件的「%s」不同，要逐件办理", f.Title)
		}
		return ""
	})
}

// TogetherIn is Together of records of which only the states are known.
func (k *Kind) TogetherIn(states []string) []Shared {
	return k.together(states, func(step *Step, i int) (string, bool) {
		if !slices.Contains(step.From, states[i]) {
			return k.barred(states[i]), false
		}
		return "", false
	}, func(*Step) string { return "" })
}

func (k *Kind) barred(state string) string { return "如「" + state + "」的" }

// together asks of each step for records in the states why it cannot be taken of record i, and whether it only waits for something, and, when it can of each of them, why not of
// all at once.
func (k *Kind) together(states []string, refusal func(step *Step, i int) (why string, waits bool), apart func(*Step) string) []Shared {
	if k.Flow == nil {
		return nil
	}
	var all, some, none []Shared
	n := len(states)
	for _, step := range k.Flow.order(states...) {
		s := Shared{Step: step}
		if step.Elsewhere {
			continue
		}
		waiting := 0
		for j := range n {
			why, waits := refusal(s.Step, j)
			if why == "" {
				s.Can++
			} else if s.Why == "" {
				s.Why = why
			}
			if waits {
				waiting++
			}
		}
		if s.Can == n && n > 1 {
			s.Why = apart(s.Step)
		}
		switch {
		case waiting == n && n > 0:
			none = append(none, s)
		case s.Can == 0:
		case s.Open():
			all = append(all, s)
		default:
			some = append(some, s)
		}
	}
	return append(append(all, some...), none...)
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
// taken of one of them is refused with its name. known are the keys of what is told of each of them by itself.
func (k *Kind) AllowsAll(records []Record, name string, known ...string) (Possible, error) {
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
	if f := step.apart(records); f != nil && !slices.Contains(known, f.Key) {
		return Possible{}, store.Refuse(store.CodeInvalid, "这几件的「%s」不同，不能一起%s，请逐件办理。", f.Title, name)
	}
	offers, needs := step.common(records)
	return Possible{Step: step, Offers: offers, Needs: needs}, nil
}

// Left are records that a step taken of several leaves out, all for the same reason.
type Left struct {
	Records []Record
	Why     string
}

// Sift parts several records into those the step is taken of and, for one that is taken of some, those it leaves out. One that can be taken of none of
// them is refused with the name of the first.
func (k *Kind) Sift(records []Record, name string) (taken []Record, left []Left, err error) {
	step, err := k.Step(name)
	if err != nil || !step.Some || len(records) < 2 {
		return records, nil, err
	}
	for _, r := range records {
		why, _ := step.refusal(r, r.Values[k.Flow.State])
		if why == "" {
			taken = append(taken, r)
			continue
		}
		at := slices.IndexFunc(left, func(l Left) bool { return l.Why == why })
		if at < 0 {
			at, left = len(left), append(left, Left{Why: why})
		}
		left[at].Records = append(left[at].Records, r)
	}
	if len(taken) == 0 {
		return nil, nil, k.RefusedFor(left[0].Records[0], store.Refuse(store.CodeInvalid, "%s", left[0].Why))
	}
	return taken, left, nil
}

// leftNamed is how many records of one reason are named.
const leftNamed = 20

// LeftWords names the records a step leaves out, with why: 12 号、15 号：现在是「已答复」，….
func (k *Kind) LeftWords(left Left) string {
	var names []string
	for _, r := range left.Records[:min(len(left.Records), leftNamed)] {
		names = append(names, k.Called(r))
	}
	words := zh.JoinNames(names)
	if n := len(left.Records); n > leftNamed {
		words += fmt.Sprintf("等 %d %s", n, k.Measure())
	}
	return words + "：" + left.Why
}
