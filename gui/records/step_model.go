package records

import (
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/form"
)

// stepEntry is a step about to be taken of records, with what its form needs.
type stepEntry struct {
	step    *record.Step
	records []record.Record
	offers  offers
	special map[string][]string // what a field can be for every one of the records; a key is absent where nothing is special
}

// ids are those of the records.
func (s *stepEntry) ids() []int64 {
	var ids []int64
	for _, r := range s.records {
		ids = append(ids, r.ID)
	}
	return ids
}

// readStep reads what the form of a step of records needs. A record it cannot be taken of now is refused, and named when there are several.
func readStep(ctx context.Context, store *store.Store, kind *record.Kind, sources map[string]Source, scope record.Scope, name string, ids ...int64) (stepEntry, error) {
	s := stepEntry{offers: offers{}}
	for i, id := range ids {
		r, err := kind.RecordOn(ctx, store.DB(), id, scope.Day)
		if err != nil {
			return s, err
		}
		possible, err := kind.Allows(r, name)
		if err != nil && len(ids) > 1 {
			err = kind.RefusedFor(r, err)
		}
		if err != nil {
			return s, err
		}
		s.step, s.records = possible.Step, append(s.records, r)
		if i == 0 {
			s.special = possible.Offers
		} else {
			s.special = common(s.special, possible.Offers)
		}
	}
	for _, f := range s.step.Asks {
		if err := s.offers.readWords(ctx, store, f.Key, f); err != nil {
			return s, err
		}
		source, ok := sources[f.Key]
		if _, special := s.special[f.Key]; !ok || special {
			continue
		}
		var err error
		if s.offers[f.Key], err = offerings[source].read(ctx, store, scope); err != nil {
			return s, err
		}
	}
	return s, nil
}

// common are the words both have of the fields.
func common(a, b map[string][]string) map[string][]string {
	both := map[string][]string{}
	for key, words := range a {
		both[key] = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !slices.Contains(b[key], word) })
	}
	return both
}

// fields are the lines of the form of the step. A field for which the records have no word in common is left out: the step finds what it is for
// each of them, or refuses.
func (s *stepEntry) fields(sources map[string]Source, add func(Source, string, func(form.Option, error))) []form.Field {
	var out []form.Field
	for _, f := range s.step.Asks {
		words, special := s.special[f.Key]
		if special && len(words) == 0 {
			continue
		}
		options := s.offers[f.Key]
		if special {
			f.Words, options = words, nil
			for _, word := range words {
				options = append(options, form.Option{Value: word})
			}
		}
		field := formField(f, options, true)
		if !special {
			sourced(&field, f.Key, sources, add)
		}
		out = append(out, field)
	}
	return out
}

// values are what the form begins with: the only word there is, today where a date must be known.
func (s *stepEntry) values(today string) map[string]string {
	values := map[string]string{}
	for _, f := range s.step.Asks {
		words := s.special[f.Key]
		switch {
		case len(words) == 1:
			values[f.Key] = words[0]
		case f.Default != "":
			values[f.Key] = f.Default
		case f.Required && f.Kind == intake.KindDate:
			values[f.Key] = today
		}
	}
	return values
}

// nextOf is readStep of the first of the records the step can be taken of; one without records when there is none.
func nextOf(ctx context.Context, st *store.Store, kind *record.Kind, sources map[string]Source, scope record.Scope, name string, among []int64) (stepEntry, error) {
	step, err := kind.Step(name)
	if err != nil {
		return stepEntry{}, err
	}
	all, err := kind.Records(ctx, st.DB(), scope)
	if err != nil {
		return stepEntry{}, fmt.Errorf("next record: %w", err)
	}
	fits := make(map[int64]bool, len(all))
	for _, r := range all {
		fits[r.ID] = slices.Contains(step.From, r.Values[kind.Flow.State])
	}
	for _, id := range among {
		if !fits[id] {
			continue
		}
		s, err := readStep(ctx, st, kind, sources, scope, name, id)
		if store.CodeOf(err) == store.CodeInvalid || store.CodeOf(err) == store.CodeNotFound {
			continue
		}
		return s, err
	}
	return stepEntry{}, nil
}

// stepText is a step as a button or a line of a menu: with … when it asks something.
func stepText(step *record.Step) string {
	if len(step.Asks) > 0 {
		return step.Name + "…"
	}
	return step.Name
}

// sharedStep is a step as it is for several records, by their states.
type sharedStep struct {
	step *record.Step
	can  int    // how many of them are in a state it is taken from
	bar  string // a state of one that is not; "" when all are
}

// stepsOf are the steps that at least one of the records in those states can take, those all can take first.
func stepsOf(kind *record.Kind, states []string) []sharedStep {
	if kind.Flow == nil {
		return nil
	}
	var all, some []sharedStep
	for i := range kind.Flow.Steps {
		t := sharedStep{step: &kind.Flow.Steps[i]}
		for _, state := range states {
			if slices.Contains(t.step.From, state) {
				t.can++
			} else if t.bar == "" {
				t.bar = state
			}
		}
		switch t.can {
		case 0:
		case len(states):
			all = append(all, t)
		default:
			some = append(some, t)
		}
	}
	return append(all, some...)
}

// statesOf are the states of the records of rows; nil for a kind without a flow.
func statesOf(kind *record.Kind, rows []Row) []string {
	if kind.Flow == nil {
		return nil
	}
	states := make([]string, len(rows))
	for i, r := range rows {
		states[i] = r.Values[kind.Flow.State]
	}
	return states
}

// told says for how many of the records the step can be taken: 4 件可办；8 件不可，如「办理中」的.
func (t *sharedStep) told(of int) string {
	if t.can == of {
		return fmt.Sprintf("%d 件可办", of)
	}
	return fmt.Sprintf("%d 件可办；%d 件不可，如「%s」的", t.can, of-t.can, t.bar)
}
