package form

import (
	"slices"
	"strings"
	"sync"

	"cppccdesk/data/fold"
)

// Option is one thing that can be chosen in a field.
type Option struct {
	Value string // what is stored
	Label string // what is shown; "" means Value
	Note  string // quiet text beside it in the list, e.g. the person's unit
	Key   string // folded search key, with former and short names; "" means fold.Name of the label
}

func (o Option) label() string {
	if o.Label == "" {
		return o.Value
	}
	return o.Label
}

// called tells whether the option goes by a name: its value, its label, either without what tells namesakes apart, or one of the names in its key.
func (o Option) called(name string) bool {
	if name == "" {
		return false
	}
	bare, brackets := o.label(), ""
	if i := strings.IndexAny(bare, "(\uff08"); i > 0 {
		bare, brackets = bare[:i], bare[i:]
	}
	return o.Value == name || o.Label == name || bare == name && o.Note != "" && strings.Contains(brackets, o.Note) ||
		o.Key != "" && slices.Contains(strings.Split(o.Key, " "), fold.Plain(name))
}

// withoutBrackets is a person's name without the workplace in brackets that tells namesakes apart.
func withoutBrackets(name string) string {
	bare, _, _ := strings.Cut(strings.ReplaceAll(name, "\uff08", "("), "(")
	return strings.TrimSpace(bare)
}

// recentMost is how many values a picker remembers.
const recentMost = 8

// manyOptions is from where on search keys are worked out before they are asked for: folding a name costs some 10 µs.
const manyOptions = 500

// offer is what a field can be given: the options, how they are found, and which were chosen lately.
type offer struct {
	options []Option
	keys    func() []string // search keys in the order of the options
	at      map[string]int  // index of a value, made when first asked for
	recent  []string        // values, newest first
}

// set changes the options.
func (o *offer) set(options []Option) {
	o.options, o.at = options, nil
	o.keys = sync.OnceValue(func() []string {
		keys := make([]string, len(options))
		for i, option := range options {
			keys[i] = option.Key
			if option.Key == "" {
				keys[i] = fold.Name(option.label())
			}
		}
		return keys
	})
	if len(options) >= manyOptions {
		go foldAhead(o.keys) // ends by itself and touches only the slice it was given; a search that comes earlier waits for it
	}
}

// foldAhead makes the keys before they are asked for. A panic in it comes again, where it is survived, when a search asks for them.
func foldAhead(keys func() []string) {
	defer func() { _ = recover() }()
	keys()
}

// add puts an option behind the others; the slice given to set is the caller's and stays as it is.
func (o *offer) add(option Option) { o.set(append(slices.Clip(slices.Clone(o.options)), option)) }

// find is the index of a value, -1 when it is not offered.
func (o *offer) find(value string) int {
	if o.at == nil {
		o.at = make(map[string]int, len(o.options))
		for i, option := range o.options {
			o.at[option.Value] = i
		}
	}
	if i, ok := o.at[value]; ok {
		return i
	}
	return -1
}

// known tells whether some option goes by a name, with or without the workplace in brackets.
func (o *offer) known(name string) bool {
	bare := withoutBrackets(name)
	return o.find(name) >= 0 || bare != "" && o.find(bare) >= 0 || o.borne(name)
}

// label is what a value is shown as: its option's label, or the value itself when it is not offered.
func (o *offer) label(value string) string {
	if i := o.find(value); i >= 0 {
		return o.options[i].label()
	}
	return value
}

// use notes that a value was chosen.
func (o *offer) use(value string) {
	recent := append([]string{value}, slices.DeleteFunc(slices.Clone(o.recent), func(v string) bool { return v == value })...)
	o.recent = recent[:min(len(recent), recentMost)]
}

// recentOptions are the indexes of what was chosen lately and is still offered, newest first.
func (o *offer) recentOptions() []int {
	var found []int
	for _, value := range o.recent {
		if i := o.find(value); i >= 0 {
			found = append(found, i)
		}
	}
	return found
}

// The order in which hits are shown.
const (
	hitWhole = iota // a name, its pinyin or its initials are what was typed
	hitBegin
	hitInside
	hitNone
)

// search finds the options for what is typed: those that are called so, then those whose name, pinyin or initials begin with it, then the
// others; of each, what was chosen lately stands first. Nothing typed finds all in their order.
func (o *offer) search(query string) []int {
	plain := fold.Plain(query)
	if plain == "" {
		all := make([]int, len(o.options))
		for i := range all {
			all[i] = i
		}
		return all
	}
	keys := o.keys()
	recent := o.recentOptions()
	var hits, former [hitNone][]int // by names of now, and by those that options had
	words := strings.ContainsAny(strings.TrimSpace(query), " \t\u3000")
	for i, key := range keys {
		kind := hitKind(key, plain)
		if kind == hitNone && words && fold.Match(key, query) {
			kind = hitInside
		}
		switch {
		case kind == hitNone:
		case o.options[i].Key != "" && hitKind(fold.Name(o.options[i].label()), plain) > kind:
			former[kind] = append(former[kind], i)
		default:
			hits[kind] = append(hits[kind], i)
		}
	}
	var found []int
	for _, group := range [][]int{hits[hitWhole], former[hitWhole], hits[hitBegin], former[hitBegin], hits[hitInside], former[hitInside]} {
		for _, i := range recent {
			if _, ok := slices.BinarySearch(group, i); ok {
				found = append(found, i)
			}
		}
		for _, i := range group {
			if !slices.Contains(recent, i) {
				found = append(found, i)
			}
		}
	}
	return found
}

// hitKind says how a folded query stands in a key, whose forms are parted by spaces.
func hitKind(key, plain string) int {
	kind := hitNone
	for from := 0; ; {
		i := strings.Index(key[from:], plain)
		if i < 0 {
			return kind
		}
		i += from
		end := i + len(plain)
		begins := i == 0 || key[i-1] == ' '
		switch {
		case begins && (end == len(key) || key[end] == ' '):
			return hitWhole
		case begins:
			kind = hitBegin
		case kind == hitNone:
			kind = hitInside
		}
		from = i + 1
		for from < len(key) && key[from]&0xC0 == 0x80 {
			from++
		}
	}
}

// borne tells whether an option is called just so, so that nothing new need be offered.
func (o *offer) borne(name string) bool {
	return slices.ContainsFunc(o.options, func(option Option) bool { return option.called(name) })
}

// meant is the index of the one option a name stands for: whose value it is, else the only one called so; -1 for none, and whether there are several.
func (o *offer) meant(name string) (index int, several bool) {
	if i := o.find(name); i >= 0 {
		return i, false
	}
	index = -1
	for i, option := range o.options {
		if !option.called(name) {
			continue
		}
		if index >= 0 {
			return -1, true
		}
		index = i
	}
	return index, false
}

// certain is the index of the one option a text stands for: a name it goes by, else the only one whose name, pinyin or initials are the text; -1 for
// none or several.
func (o *offer) certain(text string) int {
	index, several := o.meant(text)
	if plain := fold.Plain(text); index < 0 && !several && plain != "" {
		for i, key := range o.keys() {
			if hitKind(key, plain) != hitWhole {
				continue
			}
			if index >= 0 {
				return -1
			}
			index = i
		}
	}
	return index
}

// splitValues parts a text of several values as people write them.
func splitValues(text string) []string {
	var values []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、\uff0c,\uff1b;\n\r\t", r) }) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(values, part) {
			values = append(values, part)
		}
	}
	return values
}
