package record

import (
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/store"
)

// Text is a line of text. Lines broken to fit a cell are one again.
type Text struct {
	plain
	Fold func(string) string          // what two ways of writing it have in common; nil: the text itself
	Read func(string) (string, error) // Parse; nil: any text is as it should be
}

// Parse implements Type.
func (t Text) Parse(text string) (string, error) { return readBy(t.Read, intake.Unwrapped(text)) }

// Cell implements Type.
func (t Text) Cell(row intake.Row, key string) (string, error) { return readCellBy(t.Parse, row, key) }

// Key implements Type.
func (t Text) Key(one string) string {
	if t.Fold == nil {
		return one
	}
	return t.Fold(one)
}

// Long is text of several lines.
type Long struct {
	plain
	Read func(string) (string, error) // Parse; nil: any text is as it should be
}

// Parse implements Type.
func (t Long) Parse(text string) (string, error) { return readBy(t.Read, text) }

// Cell implements Type.
func (t Long) Cell(row intake.Row, key string) (string, error) { return readCellBy(t.Read, row, key) }

// Name is the name of one person.
type Name struct {
	plain

	// Meant is for names of whom others than those known may be named on purpose: a name that is like somebody's is asked about. Nil: every name is taken.
	Meant Finding

	// Others is the dictionary of the names that are nobody's known and were named on purpose.
	Others string

	// Nameless reads what may stand in the place of a name, as the number of a sheet of nobody. Nil: nothing may.
	Nameless func(text string) (value string, ok bool)
}

// Parse implements Type.
func (t Name) Parse(text string) (string, error) {
	if value, ok := t.Unnamed(text); ok {
		return value, nil
	}
	return intake.ParseName(text)
}

// Unnamed is what a text says in the place of a name.
func (t Name) Unnamed(text string) (value string, ok bool) {
	if t.Nameless == nil {
		return "", false
	}
	return t.Nameless(text)
}

// Sheet implements Type.
func (Name) Sheet() intake.Kind { return intake.KindName }

// Key implements Type.
func (Name) Key(one string) string { return fold.Person(one) }

// Coarser implements Type: a name without the middle dots it is stored with.
func (Name) Coarser(stored, taken string) bool {
	return strings.Contains(stored, "·") && fold.Unify(taken) == fold.Person(stored)
}

// IDNumber is a citizen's 公民身份号码, by GB 11643-1999.
type IDNumber struct{ plain }

// Parse implements Type.
func (IDNumber) Parse(text string) (string, error) {
	id, _, err := intake.ParseIDNumber(text)
	return id, err
}

// Cell implements Type.
func (IDNumber) Cell(row intake.Row, key string) (string, error) {
	id, _, err := row.IDNumber(key)
	return id, err
}

// Sheet implements Type.
func (IDNumber) Sheet() intake.Kind { return intake.KindIDNumber }

// Coarser implements Type: the number of 15 digits is that of 18.
func (IDNumber) Coarser(stored, taken string) bool {
	return len(taken) < len(stored) && intake.SameID(stored, taken)
}

// Phone is one or several telephone numbers.
type Phone struct{ plain }

// Parse implements Type.
func (Phone) Parse(text string) (string, error) { return intake.ParsePhone(text) }

// Cell implements Type.
func (Phone) Cell(row intake.Row, key string) (string, error) { return row.Phone(key) }

// Coarser implements Type: a number without its area code.
func (Phone) Coarser(stored, taken string) bool {
	return !strings.Contains(taken, "-") && len(taken) >= 7 && strings.HasSuffix(stored, "-"+taken)
}

// Sheet implements Type.
func (Phone) Sheet() intake.Kind { return intake.KindPhone }

// readBy reads a text by what a type has for it, nil for a text that stays as it is.
func readBy(read func(string) (string, error), text string) (string, error) {
	if read == nil {
		return text, nil
	}
	return read(text)
}

// readCellBy is readBy of a cell's text.
func readCellBy(read func(string) (string, error), row intake.Row, key string) (string, error) {
	text := row.Text(key)
	if read == nil || text == "" {
		return text, nil
	}
	value, err := read(text)
	if err != nil {
		return "", refuseCell(row, key, text, err)
	}
	return value, nil
}

// refuseCell says what is wrong with what was read from a cell.
func refuseCell(row intake.Row, key, text string, err error) error {
	return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", row.Header(key), text, err)
}
