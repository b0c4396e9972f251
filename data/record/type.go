package record

import (
	"strings"

	"cppccdesk/data/intake"
)

// Type is what the values of a field are: how they are read, kept, ordered and told. A value is text in canonical form, empty for none.
type Type interface {
	// Parse brings what was typed, which is not empty, into the form it is kept in, or says in Chinese what is wrong with it; the words are made to follow
	// 「手机」一栏为「…」,.
	Parse(text string) (string, error)

	// Cell is Parse of the cell of a row that has the field key, with what the cell tells beyond its text. An error refuses the row in a sentence.
	Cell(row intake.Row, key string) (string, error)

	// Sheet is what intake has to look for in the cells of its column.
	Sheet() intake.Kind

	// Has reports whether a text that sheets also write for nothing (无, 0) is a value of the type.
	Has(text string) bool

	// Nothing is the value of which there is nothing to tell.
	Nothing() string

	// SQL is expr, which gives what is stored, as text in canonical form; Stored is what is stored for a value.
	SQL(expr string) string
	Stored(value string) any

	// Show is a value on one line.
	Show(value string) string

	// Each are the values there are in one, by which it is filtered and found; Key is what two ways of writing one of them have in common.
	Each(value string) []string
	Key(one string) string

	// Order is a key of the value, compared bytewise; "" for all values of a type that is ordered as words are, or as its text is.
	Order(value string) string

	// Coarser reports whether a value says no more than the stored one, and nothing else, as a month on one of its days.
	Coarser(stored, taken string) bool
}

// Typed is the type of the field; one that says none is Text.
func (f *Field) Typed() Type {
	switch {
	case f.Part != nil:
		return table{part: f.Part}
	case f.Type == nil:
		return Text{}
	default:
		return f.Type
	}
}

// One is the type of each of the field's values.
func (f *Field) One() Type {
	if t, several := f.Typed().(Several); several {
		return t.of()
	}
	return f.Typed()
}

// Many reports whether the field can have several values.
func (f *Field) Many() bool {
	_, several := f.Typed().(Several)
	return several
}

// plain is what most types have in common: a text that is its own canonical form.
type plain struct{}

func (plain) Parse(text string) (string, error) { return text, nil }

func (plain) Cell(row intake.Row, key string) (string, error) { return row.Text(key), nil }

func (plain) Sheet() intake.Kind { return intake.KindText }

func (plain) Has(string) bool { return false }

func (plain) Nothing() string { return "" }

func (plain) SQL(expr string) string { return expr }

func (plain) Stored(value string) any { return value }

func (plain) Show(value string) string { return strings.ReplaceAll(value, "\n", " ") }

func (plain) Each(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func (plain) Key(one string) string { return one }

func (plain) Order(string) string { return "" }

func (plain) Coarser(string, string) bool { return false }
