package records

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/form"
)

// stepEntry is a step about to be taken of records, with what its form needs.
type stepEntry struct {
	step    *record.Step
	records []record.Record
	left    []record.Left // those chosen that the step is not taken of
	offers  offers
	special map[string][]string     // what a field can be for every one of the records; a key is absent where nothing is special
	needs   []string                // fields that have to be told although the step does not require them of every record
	begins  record.Values           // what the record has already
	known   map[int64]record.Values // what is told of each record beforehand and not asked, under the same keys
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
func readStep(ctx context.Context, store *store.Store, kind *record.Kind, sources map[string]Source, scope record.Scope, name string, known map[int64]record.Values, ids ...int64) (stepEntry, error) {
	s := stepEntry{offers: offers{}, known: known}
	for _, id := range ids {
		r, err := kind.RecordOn(ctx, store.DB(), id, scope.Day)
		if err != nil {
			return s, err
		}
		s.records = append(s.records, r)
	}
	var err error
	if s.records, s.left, err = kind.Sift(s.records, name); err != nil {
		return s, err
	}
	possible, err := kind.AllowsAll(s.records, name, s.knownKeys()...)
	if err != nil {
		return s, err
	}
	s.step, s.special, s.needs, s.begins = possible.Step, possible.Offers, possible.Needs, possible.Begins
	for _, f := range s.step.Asks {
		if err := s.offers.readWords(ctx, store, scope, s.records[0].ID, f.Key, f); err != nil {
			return s, err
		}
		source, ok := sources[f.Key]
		if words, special := s.special[f.Key]; !ok || special && len(words) == 0 {
			continue
		}
		var err error
		if s.offers[f.Key], err = offerings[source].read(ctx, store, scope); err != nil {
			return s, err
		}
	}
	return s, nil
}

// knownKeys are the keys of what is told beforehand.
func (s *stepEntry) knownKeys() []string {
	for _, v := range s.known {
		return slices.Sorted(maps.Keys(v))
	}
	return nil
}

// knows tells whether a field is told beforehand.
func (s *stepEntry) knows(key string) bool { return slices.Contains(s.knownKeys(), key) }

// told is what is told of a record: what was typed, and what is known of it.
func (s *stepEntry) told(typed record.Values, id int64) record.Values {
	v := maps.Clone(typed)
	maps.Copy(v, s.known[id])
	return v
}

// fields are the lines of the form of the step. A field for which the records have no word in common is left out: the step finds what it is for
// each of them, or refuses.
func (s *stepEntry) fields(sources map[string]Source, add func(Source, string, func(form.Option, error))) []form.Field {
	var out []form.Field
	for _, f := range s.step.Asks {
		words, special := s.special[f.Key]
		if special && len(words) == 0 || s.knows(f.Key) {
			continue
		}
		if !f.Required && slices.Contains(s.needs, f.Key) {
			f.Required, f.Note = true, neededNote(f.Note)
		}
		options := s.offers[f.Key]
		if special {
			options = optionsOf(words, options)
			switch f.Type.(type) {
			case nil, record.Text, record.Ref, record.Word:
				f.Type = record.Word{Words: words}
			}
		}
		field := formField(f, options, true)
		if since := s.step.Since; since != nil && len(s.records) == 1 && field.Kind == form.FieldDate {
			field.After = func(value func(string) string) string { return since(s.records[0], f.Key, value) }
		}
		if !special {
			sourced(&field, f.Key, sources, add)
		}
		out = append(out, field)
	}
	return out
}

// optionsOf are the words offered, found by whatever those of the list they are from are found by.
func optionsOf(words []string, list []form.Option) []form.Option {
	options := make([]form.Option, len(words))
	for i, word := range words {
		options[i] = form.Option{Value: word}
		if at := slices.IndexFunc(list, func(o form.Option) bool { return o.Value == word }); at >= 0 {
			options[i] = list[at]
		}
	}
	return options
}

// neededNote is the note of a field that must be filled in this time, without what it says of an empty one.
func neededNote(note string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(note, "；"), func(part string) bool { return strings.HasPrefix(part, "空着") }), "；")
}

// values are what the form begins with: what the record has already, the only word there is, today where a date must be known.
func (s *stepEntry) values(today string) map[string]string {
	values := map[string]string{}
	for _, f := range s.step.Asks {
		words := s.special[f.Key]
		_, day := f.Type.(record.Day)
		switch {
		case s.begins.Has(f.Key):
			values[f.Key] = s.begins[f.Key]
		case len(words) == 1:
			values[f.Key] = words[0]
		case f.Default != "":
			values[f.Key] = f.Default
		case day && (f.Today || f.Required && !f.Ahead):
			values[f.Key] = today
		}
	}
	return values
}

// start is the key of the field that has the keyboard first: the first that is not known already, "" for the first of all.
func (s *stepEntry) start() string {
	for _, f := range s.step.Asks {
		if words, special := s.special[f.Key]; !s.knows(f.Key) && (!special || len(words) > 1) {
			return f.Key
		}
	}
	return ""
}

// asksMore reports whether something must be told that is not known.
func (s *stepEntry) asksMore() bool {
	return slices.ContainsFunc(s.step.Asks, func(f record.Field) bool {
		return (f.Required || slices.Contains(s.needs, f.Key)) && !s.knows(f.Key)
	})
}

// nextOf is readStep of the first of the records the step can be taken of; one without records when there is none.
func nextOf(ctx context.Context, st *store.Store, kind *record.Kind, sources map[string]Source, scope record.Scope, name string, among []int64) (stepEntry, error) {
	step, err := kind.Step(name)
	if err != nil {
		return stepEntry{}, err
	}
	all, err := kind.Shown(ctx, st.DB(), scope)
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
		s, err := readStep(ctx, st, kind, sources, scope, name, nil, id)
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
