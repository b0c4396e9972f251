package records

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/gui/kit"
)

// Source says what a field without a dictionary offers.
type Source int

// What a field can offer.
const (
	FromUnits       Source = iota // 承办单位
	FromSupervisors               // 民主监督员
	FromSectors                   // 界别
	FromCommittees                // 专委会
)

// pickable is the number of words up to which they are offered as a choice; more are searched in a picker.
const pickable = 12

// offers are the options of fields by key.
type offers map[string][]kit.Option

// entry is a record being edited with what its form needs.
type entry struct {
	record data.Record
	offers offers
}

// readEntry reads a record, none for id 0, and the options of its form.
func readEntry(ctx context.Context, store *data.Store, kind *data.Kind, sources map[string]Source, scope data.Scope, id int64) (entry, error) {
	e := entry{record: data.Record{Values: data.Values{}}, offers: offers{}}
	db := store.DB()
	if id != 0 {
		var err error
		if e.record, err = kind.Record(ctx, db, id); err != nil {
			return e, err
		}
	}
	for _, f := range kind.EntryFields() {
		if f.Dictionary == "" {
			continue
		}
		words, err := data.Words(ctx, db, f.Dictionary)
		if err != nil {
			return e, err
		}
		for _, word := range words {
			e.offers[f.Key] = append(e.offers[f.Key], kit.Option{Value: word})
		}
	}
	bySource := map[Source][]kit.Option{}
	for key, source := range sources {
		if bySource[source] == nil {
			options, err := source.read(ctx, store, scope)
			if err != nil {
				return e, err
			}
			bySource[source] = options
		}
		e.offers[key] = bySource[source]
	}
	return e, nil
}

// read gives the options of a source in the order of its list.
func (s Source) read(ctx context.Context, store *data.Store, scope data.Scope) ([]kit.Option, error) {
	kind, key, note := data.Units, "name", "system"
	switch s {
	case FromUnits:
	case FromSupervisors:
		kind, note = data.Supervisors, "workplace"
	case FromSectors:
		kind, key, note = data.Members, "sector", ""
	case FromCommittees:
		kind, key, note = data.Members, "committees", ""
	}
	found, err := kind.Records(ctx, store.DB(), scope)
	if err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	var options []kit.Option
	seen := map[string]bool{}
	for _, r := range found {
		for _, value := range r.Values.Many(key) {
			if seen[value] {
				continue
			}
			seen[value] = true
			o := kit.Option{Value: value, Note: r.Values[note]}
			if kind == data.Units {
				o.Key = fold.Key(value, r.Values["short"], r.Values["former_names"])
			}
			options = append(options, o)
		}
	}
	return options, nil
}

// formFields are the lines of a kind's form. Sensitive values are masked, and then cannot be edited, unless open.
func formFields(kind *data.Kind, options offers, open bool) []kit.Field {
	var out []kit.Field
	for _, f := range kind.EntryFields() {
		if f.TakeOnly && !f.Asked {
			continue
		}
		if f.Section != "" {
			out = append(out, kit.Field{Key: "section." + f.Key, Label: f.Section, Kind: kit.FieldHeading})
		}
		out = append(out, formField(f, options[f.Key], open))
	}
	return out
}

func formField(f data.Field, options []kit.Option, open bool) kit.Field {
	field := kit.Field{Key: f.Key, Label: f.Title, Required: f.Required, Hint: f.Note}
	switch {
	case f.Sensitive && !open:
		field.ReadOnly = true
	case f.Bool:
		field.Kind = kit.FieldBool
	case f.Long:
		field.Kind, field.Lines = kit.FieldMultiLine, 3
	case f.Many:
		several(&field, f, options)
	case f.Kind == intake.KindDate:
		field.Kind = kit.FieldDate
	case f.Kind == intake.KindInt:
		field.Kind = kit.FieldInt
	case f.Dictionary != "" && len(options) <= pickable:
		field.Kind, field.Options = kit.FieldChoice, options
	case len(options) > 0:
		field.Kind, field.Options = kit.FieldPicker, options
	}
	return field
}

// several is a field of several values: they are typed with 、 between them; where a list of them exists every one must be on it.
func several(field *kit.Field, f data.Field, options []kit.Option) {
	if field.Hint == "" {
		field.Hint = "多个用、分隔"
	}
	if len(options) == 0 {
		return
	}
	if len(options) <= 2*pickable {
		for _, o := range options {
			field.Suggest = append(field.Suggest, o.Value)
		}
	}
	if f.Dictionary != "" {
		return
	}
	field.Validate = func(value string) error {
		for _, name := range data.SplitNames(value) {
			bare, _, _ := strings.Cut(name, "(")
			if !slices.ContainsFunc(options, func(o kit.Option) bool { return o.Value == name || o.Value == bare || alias(o, name) }) {
				return fmt.Errorf("没有找到「%s」,请检查或先登记", name)
			}
		}
		return nil
	}
}

// alias tells whether an option also goes by that name: the short or former name of a unit.
func alias(o kit.Option, name string) bool {
	return o.Key != "" && slices.Contains(strings.Split(o.Key, " "), fold.Plain(name))
}

// formValues are the record's values as the form takes them: masked where they are not to be seen.
func formValues(kind *data.Kind, v data.Values, open bool) map[string]string {
	values := maps.Clone(map[string]string(v))
	for _, f := range kind.Fields {
		if f.Sensitive && !open {
			values[f.Key] = masked(v[f.Key])
		}
	}
	return values
}

// wording says in the journal what a save did: 修改委员 张小明 的 手机、职务.
func wording(kind *data.Kind, id int64, name string, changed map[string]string) string {
	if id == 0 {
		return strings.TrimSpace("新建" + kind.Title + " " + name)
	}
	var titles []string
	for _, f := range kind.Fields {
		if _, ok := changed[f.Key]; ok {
			titles = append(titles, f.Title)
		}
	}
	return "修改" + kind.Title + " " + name + " 的 " + data.JoinNames(titles)
}
