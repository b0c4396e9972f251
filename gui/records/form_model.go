package records

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"maps"
	"slices"
	"strings"
	"sync"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/data/zh"
	"cppccdesk/gui/kit/form"
)

// Source says what a field without a dictionary offers.
type Source int

// What a field can offer.
const (
	FromUnits          Source = iota // 承办单位
	FromAnyUnits                     // the same of what others suggest; others may be named, too
	FromSupervisors                  // 民主监督员
	FromSectors                      // 界别
	FromCommittees                   // 专委会
	FromActivityGroups               // 活动组
	FromMembers                      // 委员; others may be named, too
	FromProposers                    // the same of who proposes: others are marked as named on purpose
	FromSchemes                      // 评分方案
	FromEvaluations                  // 民主评议; others may be named, too
	FromReviewMeetings               // 审查会
	FromPeople                       // 民主监督员 and 委员
	FromProposals                    // numbers of proposals filed in the year; those of other years may be named, too
	FromOrigins                      // what a point of a letter can come from; that of other years may be named, too
)

// offering is how a source is read.
type offering struct {
	kind *record.Kind
	also *record.Kind // offered behind, without those whom kind has; nil: none
	name string       // field with what is offered; "": name
	note string       // field shown beside each option, which also tells namesakes apart
	free string       // what somebody is called who is not offered and may be named all the same; "": nobody may
	make bool         // a new one can be made from its name alone

	number string // field that tells those namesakes apart whom nothing else does; "": none

	words func(ctx context.Context, store *store.Store, year int) ([]supervision.Origin, error) // instead of a kind

	bodies func(ctx context.Context, st *store.Store, scope record.Scope) ([]proposal.Body, error) // offered behind those of the kind; nil: none

	freeAs func(name string) string // what somebody who is not offered is named as; nil: by his name
}

var offerings = map[Source]offering{
	FromUnits:          {kind: roster.Units, note: "system", make: true},
	FromAnyUnits:       {kind: roster.Units, note: "system", free: "名录外"},
	FromSupervisors:    {kind: roster.Supervisors, note: "workplace"},
	FromPeople:         {kind: roster.Supervisors, also: roster.Members, note: "workplace"},
	FromSectors:        {kind: roster.Sectors, make: true},
	FromCommittees:     {kind: roster.Committees, make: true},
	FromActivityGroups: {kind: roster.ActivityGroups, make: true},
	FromMembers:        {kind: roster.Members, note: "workplace", free: "名册外", number: "number"},
	FromProposers:      {kind: roster.Members, note: "workplace", free: "名册外", number: "number", freeAs: proposal.Outside, bodies: proposal.Bodies},
	FromSchemes:        {kind: evaluation.Schemes},
	FromEvaluations:    {kind: evaluation.Evaluations, free: "新评议"},
	FromReviewMeetings: {kind: proposal.ReviewMeetings, note: "held_on"},
	FromProposals:      {kind: proposal.Proposals, name: "number", note: "title", free: "往年的"},
	FromOrigins:        {words: supervision.OriginsOf, free: "往年的"},
}

// pickable is the number of words up to which they are offered as a choice; more are searched in a picker.
const pickable = 12

// offers are the options of fields by key.
type offers map[string][]form.Option

// entry is a record being edited with what its form needs.
type entry struct {
	record.Edition

	offers offers
	begins record.Values // what a new record begins with because of the day or of what is stored
	draft  *record.Draft // typed earlier and not saved; nil for none
}

// readEntry reads a record, none for id 0 and then what is kept of the one before, the options of its form and what was typed into it and not saved.
func readEntry(ctx context.Context, store *store.Store, kind *record.Kind, sources map[string]Source, scope record.Scope, id int64, kept record.Values) (entry, error) {
	e := entry{offers: offers{}}
	var err error
	if e.Edition, err = kind.Edition(ctx, store, id); err != nil {
		return e, err
	}
	if err := e.begin(ctx, store, kind, scope, kept); err != nil {
		return e, err
	}
	for _, f := range kind.Fields {
		if err := e.offers.readWords(ctx, store, scope, id, f.Key, f); err != nil {
			return e, err
		}
	}
	bySource := map[Source][]form.Option{}
	for key, source := range sources {
		if bySource[source] == nil {
			options, err := offerings[source].read(ctx, store, scope)
			if err != nil {
				return e, err
			}
			bySource[source] = options
		}
		e.offers[key] = bySource[source]
	}
	draft, found, err := record.DraftsOf(store).Find(kind.Name, id)
	if err != nil {
		log.Print(err) // set aside; the record can be edited
	}
	if found {
		e.draft = &draft
	}
	return e, nil
}

// begin reads what a new record begins with.
func (e *entry) begin(ctx context.Context, store *store.Store, kind *record.Kind, scope record.Scope, kept record.Values) error {
	if e.ID != 0 {
		return nil
	}
	e.begins = record.Values{}
	for _, f := range kind.Fields {
		if f.Today && strings.HasPrefix(scope.Day, fmt.Sprint(scope.Year)) {
			e.begins[f.Key] = scope.Day
		}
	}
	if kind.Begins != nil {
		known, err := kind.Begins(ctx, store.DB(), scope, kept)
		if err != nil {
			return err
		}
		maps.Copy(e.begins, known)
	}
	maps.Copy(e.begins, kept)
	maps.Copy(e.Values, e.begins)
	return nil
}

// readWords reads the words of a field's dictionary, and of its columns, for record id: each with what the field says of it, such as what class A means.
func (o offers) readWords(ctx context.Context, store *store.Store, scope record.Scope, id int64, key string, f record.Field) error {
	if list, ok := f.One().(record.Word); ok {
		words, err := list.ListIn(ctx, store.DB(), scope.Year)
		if err != nil {
			return err
		}
		for _, word := range words {
			option := form.Option{Value: word}
			if f.Tells != nil {
				told, err := f.Tells(ctx, store.DB(), scope, id, word)
				if err != nil {
					return err
				}
				option.Note = strings.TrimPrefix(told.Words, word+"：")
			}
			o[key] = append(o[key], option)
		}
	}
	if f.Part == nil {
		return nil
	}
	for _, column := range f.Part.Fields {
		if err := o.readWords(ctx, store, scope, id, columnKey(key, column), column); err != nil {
			return err
		}
	}
	return nil
}

// columnKey is the key of a part's column among the sources and the offers of a form.
func columnKey(part string, column record.Field) string { return part + "." + column.Key }

// read gives the options of a source in the order of its list. Of several with one name each is offered as 姓名（单位）, which is how they are told
// apart.
func (o offering) read(ctx context.Context, store *store.Store, scope record.Scope) ([]form.Option, error) {
	if o.words != nil {
		words, err := o.words(ctx, store, scope.Year)
		options := make([]form.Option, len(words))
		for i, w := range words {
			options[i] = form.Option{Value: w.Word, Note: w.Note}
		}
		return options, err
	}
	found, err := o.records(ctx, store, scope)
	if err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	name := cmp.Or(o.name, "name")
	found = slices.DeleteFunc(found, func(r record.Record) bool {
		// merged into another unit, or no longer in use: its names find the successor
		return r.Values[name] == "" || r.Values["to_on"] != "" && o.make
	})
	options := make([]form.Option, len(found))
	for i, r := range found {
		options[i] = form.Option{Value: r.Values[name], Note: o.known(r)}
		if o.name != "" {
			options[i].Key = fold.Key(options[i].Value, options[i].Note)
			continue
		}
		if o.make {
			options[i].Key = fold.Key(options[i].Value, r.Values["short"], r.Values["former_names"], r.Values["merged"])
		}
	}
	tellApart(options, func(i int) string { return options[i].Note })
	tellApart(options, func(i int) string { return yearOfBirth(found[i]) })
	if o.number != "" {
		o.numberApart(options, found)
	}
	if o.bodies == nil {
		return options, nil
	}
	bodies, err := o.bodies(ctx, store, scope)
	for _, b := range bodies {
		options = append(options, form.Option{Value: b.Name, Note: b.Sort})
	}
	return options, err
}

// records are what is offered: those of the kind and, behind them, those of the other that are not the same people.
func (o offering) records(ctx context.Context, store *store.Store, scope record.Scope) ([]record.Record, error) {
	found, err := o.kind.Records(ctx, store.DB(), scope)
	if err != nil || o.also == nil {
		return found, err
	}
	same := func(r record.Record) [2]string { return [2]string{r.Values["name"], o.known(r)} }
	there := map[[2]string]bool{}
	for _, r := range found {
		there[same(r)] = true
	}
	more, err := o.also.Records(ctx, store.DB(), scope)
	return append(found, slices.DeleteFunc(more, func(r record.Record) bool { return there[same(r)] })...), err
}

// numberApart calls by their numbers those namesakes whom nothing else tells apart.
func (o offering) numberApart(options []form.Option, found []record.Record) {
	named, same := map[string]int{}, map[string]int{}
	for i := range options {
		named[found[i].Values["name"]]++
		same[options[i].Value]++
	}
	for i, r := range found {
		name, number := r.Values["name"], r.Values[o.number]
		bare := options[i].Value == name && named[name] > 1
		if number != "" && (bare || same[options[i].Value] > 1) {
			options[i].Value = name + "（" + number + "）"
			options[i].Note = cmp.Or(options[i].Note, number)
		}
	}
}

// known is what is shown of a record beside its name: of a person without a workplace, the year of birth.
func (o offering) known(r record.Record) string { return cmp.Or(r.Values[o.note], yearOfBirth(r)) }

// tellApart adds to those of the options that have the same value what else is known of each, in brackets.
func tellApart(options []form.Option, known func(i int) string) {
	same := map[string]int{}
	for _, o := range options {
		same[o.Value]++
	}
	for i := range options {
		value, more := options[i].Value, known(i)
		inside, bracketed := strings.CutSuffix(value, "）")
		switch {
		case same[value] < 2 || more == "":
		case bracketed:
			options[i].Value = inside + " " + more + "）"
		default:
			options[i].Value = value + "（" + more + "）"
		}
	}
}

// yearOfBirth says when a person was born, "" of what is no person or where it is not known.
func yearOfBirth(r record.Record) string {
	if year, _, _ := strings.Cut(r.Values["birth_on"], "-"); year != "" {
		return year + "年生"
	}
	return ""
}

// formFields are the lines of a kind's form. Sensitive values are masked, and then cannot be edited, unless open. add makes a new record of
// a source from its name; it may be nil.
func formFields(kind *record.Kind, asked func(*record.Field) bool, sources map[string]Source, options offers, open bool, add func(Source, string, func(form.Option, error))) []form.Field {
	var out []form.Field
	var input func(key string, f record.Field) form.Field
	input = func(key string, f record.Field) form.Field {
		if f.Part != nil {
			field := form.Field{
				Key: f.Key, Label: f.Title, Kind: form.FieldRows, Required: f.Required, Ordered: f.Part.Ordinal != "",
				RowName: func(row map[string]string) string { return f.Part.Name(row) },
			}
			for _, column := range f.Part.Fields {
				if column.ListOnly || column.Later && !asked(&column) {
					continue
				}
				field.Columns = append(field.Columns, input(columnKey(key, column), column))
			}
			return field
		}
		field := formField(f, options[key], open)
		sourced(&field, key, sources, add)
		return field
	}
	for _, f := range kind.FormFields() {
		if f.TakeOnly && !f.Asked || !asked(&f) {
			continue
		}
		if f.Section != "" {
			out = append(out, form.Field{Key: "section." + f.Key, Label: f.Section, Kind: form.FieldHeading})
		}
		out = append(out, input(f.Key, f))
	}
	return out
}

// sourced has a field allow what its source does: others than those offered, and new ones made by add, which may be nil.
func sourced(field *form.Field, key string, sources map[string]Source, add func(Source, string, func(form.Option, error))) {
	source, ok := sources[key]
	if !ok || field.ReadOnly {
		return
	}
	if o := offerings[source]; o.free != "" {
		field.Free, field.FreeWord, field.FreeAs = true, o.free, o.freeAs
		if o.kind == roster.Members {
			field.Like = likeNames(field.Options)
		}
	}
	if offerings[source].make && add != nil {
		field.Create = func(text string, done func(form.Option, error)) { add(source, text, done) }
	}
}

// likeNames finds those of the options whose names are like a name.
func likeNames(options []form.Option) func(name string) []int {
	book := sync.OnceValue(func() *roster.NameBook {
		names := make([]string, len(options))
		for i, o := range options {
			names[i], _ = roster.NameAndWorkplace(o.Value)
		}
		return roster.NewNameBook(names)
	})
	return func(name string) []int { return book().Like(name) }
}

func formField(f record.Field, options []form.Option, open bool) form.Field {
	field := form.Field{Key: f.Key, Label: f.Title, Required: f.Required, Hint: f.Note, Default: f.Default, Next: f.Next, Most: mostOf(f)}
	if f.Sensitive && !open {
		field.ReadOnly = true
		return field
	}
	switch t := f.Typed().(type) {
	case record.YesNo:
		field.Kind = form.FieldBool
	case record.Long:
		field.Kind, field.Lines = form.FieldMultiLine, 3
		if t.Read != nil {
			field.Validate = valid(f)
		}
	case record.Several:
		if t.Read != nil {
			field.Validate = valid(f)
			break
		}
		// Words of a dictionary are the usual ones; others have always been allowed beside them.
		field.Kind, field.Options, field.Ordered = form.FieldSeveral, options, true
		field.Free = f.Dictionary() != "" || len(options) == 0
	case record.Day, record.Month:
		field.Kind, field.Read = form.FieldDate, f.Canonical
		if f.After != "" {
			field.After = func(value func(string) string) string { return value(f.After) }
		}
	case record.Whole:
		if field.Kind = form.FieldInt; len(options) > 0 {
			field.Kind, field.Options = form.FieldPicker, options
		}
	default:
		chosenFrom(&field, f, options)
	}
	return field
}

// chosenFrom has a field of one line offer what it can have.
func chosenFrom(field *form.Field, f record.Field, options []form.Option) {
	_, words := f.Type.(record.Word)
	switch {
	case words && len(options) <= pickable:
		field.Kind, field.Options = form.FieldChoice, options
	case len(options) > 0:
		field.Kind, field.Options = form.FieldPicker, options
	default:
		field.Validate = valid(f)
	}
}

// mostOf is how many characters may be typed into the field where it is one line; 0: as many as such a line has.
func mostOf(f record.Field) int {
	if f.Many() {
		return 0
	}
	return f.Most()
}

// valid says of a value typed into the field what is wrong with it.
func valid(f record.Field) func(value string) error {
	return func(value string) error {
		value, err := f.Canonical(value)
		if err == nil {
			err = f.TooLong(value)
		}
		return err
	}
}

// formValues are the record's values as the form takes them: masked where they are not to be seen.
func formValues(kind *record.Kind, v record.Values, open bool) map[string]string {
	values := maps.Clone(map[string]string(v))
	for _, f := range kind.Fields {
		if f.Sensitive && !open {
			values[f.Key] = record.Mask(v[f.Key])
		}
	}
	return values
}

// wording says in the journal what a save did: 修改委员 张小明 的 手机、职务.
func wording(kind *record.Kind, id int64, name string, changed map[string]string) string {
	if id == 0 {
		return strings.TrimSpace("新建" + kind.Title + " " + name)
	}
	var titles []string
	for _, f := range kind.Fields {
		if _, ok := changed[f.Key]; ok {
			titles = append(titles, f.Title)
		}
	}
	return "修改" + kind.Title + " " + name + " 的 " + zh.JoinNames(titles)
}
