// Package paper fills templates in Word's format (.docx) that the office edits in Word or WPS: a field is written into the text as {{案由}}, a list is
// what stands between {{每件提案}} and {{完}}, and {{如有会办单位}} … {{完}} or {{如无会办单位}} … {{完}} stays only where there is such a value, or is
// none. Everything else of a template, with its formatting, stays as it is. What fields there are and what they hold is said by the caller: nothing
// here knows proposals, a database or where files lie.
//
// A template comes from anywhere, so reading one is bounded and refuses what could fetch or run something; see Read.
package paper

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/beevik/etree"

	"cppccdesk/data/zh"
)

// Field is what may stand in a template: a text, or with Each a list, whose name begins with 每 and a measure word (每件提案), with the fields of its
// rows. Within a list {{序号}} is the number of the row, from 1.
type Field struct {
	Name string
	Note string // what it holds, for the manual
	Each []Field
}

// Data are the values of fields: texts by name, several paragraphs of one parted by line feeds, and the rows of lists. What is missing is empty.
type Data struct {
	Texts map[string]string
	Lists map[string][]Data
}

// Properties are what the filled document says of itself.
type Properties struct {
	Title, Creator string
	Date           time.Time // the day it is made; its time of day is left out, so that the same data make the same bytes
}

// Error is a template that cannot be used, in a Chinese sentence.
type Error struct{ Sentence string }

// Error is the sentence.
func (e *Error) Error() string { return e.Sentence }

// UserSentence gives the sentence to whoever turns errors into words without knowing this package.
func (e *Error) UserSentence() string { return e.Sentence }

// Template is a template that was read.
type Template struct {
	name  string
	parts []part
}

// refuse is an Error about the template.
func (t *Template) refuse(format string, args ...any) error {
	return &Error{"模板「" + t.name + "」" + fmt.Sprintf(format, args...)}
}

// Check refuses a template with fields other than these, lists that are not closed, and marks that stand where a list cannot be repeated.
func (t *Template) Check(fields []Field) error {
	for _, p := range t.parts {
		if p.text == nil {
			continue
		}
		if err := t.checkMarks(p.text.Root(), fields); err != nil {
			return err
		}
	}
	for _, d := range []Data{sampleOf(fields), {}} {
		if err := t.Fill(io.Discard, fields, d, Properties{}); err != nil {
			return err
		}
	}
	return nil
}

// sampleOf has a value for every field.
func sampleOf(fields []Field) Data {
	d := Data{Texts: map[string]string{}, Lists: map[string][]Data{}}
	for _, f := range fields {
		if f.Each != nil {
			row := sampleOf(f.Each)
			d.Lists[f.Name] = []Data{row, row}
		} else {
			d.Texts[f.Name] = f.Name + "\n" + f.Name
		}
	}
	return d
}

// checkMarks goes through the marks below e in their order.
func (t *Template) checkMarks(e *etree.Element, fields []Field) error {
	type open struct {
		name string
		at   *scope
	}
	at := &scope{fields: fields}
	var opened []open
	for _, m := range marksOf(e) {
		name := nameOf(m)
		switch {
		case name == markEnd && len(opened) == 0:
			return t.refuse("里多了一个「{{完}}」，它前面没有开始的「{{每…}}」或「{{如有…}}」。")
		case name == markEnd:
			at = opened[len(opened)-1].at
			opened = opened[:len(opened)-1]
		case isCondition(name):
			if at.asked(name) == nil {
				return t.unknown(name, at)
			}
			opened = append(opened, open{name, at})
		case isList(name):
			list := at.field(name)
			if list == nil || list.Each == nil {
				return t.unknown(name, at)
			}
			opened = append(opened, open{name, at})
			at = &scope{fields: list.Each, up: at, row: 1}
		case name == rowNumber && at.numbered():
		default:
			if f := at.field(name); f == nil || f.Each != nil {
				return t.unknown(name, at)
			}
		}
	}
	if len(opened) > 0 {
		return t.refuse("里的「{{%s}}」没有写到哪里为止，请在它后面写上「{{完}}」。", opened[len(opened)-1].name)
	}
	return nil
}

// unknown refuses a field that is not there, with those that are.
func (t *Template) unknown(name string, at *scope) error {
	where := "可以用的有："
	if at.up != nil {
		where = "在这里可以用的有："
	}
	var names []string
	for s := at; s != nil; s = s.up {
		for _, f := range s.fields {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	if at.numbered() {
		names = append(names, rowNumber)
	}
	return t.refuse("里的「{{%s}}」不认得。%s%s。", name, where, zh.JoinNames(names))
}

// The words of marks.
const (
	markEnd   = "完"
	rowNumber = "序号"
	ifAny     = "如有"
	ifNone    = "如无"
)

func isList(name string) bool { return strings.HasPrefix(name, "每") }

func isCondition(name string) bool {
	return strings.HasPrefix(name, ifAny) || strings.HasPrefix(name, ifNone)
}

func opens(name string) bool { return isList(name) || isCondition(name) }

// scope is where a mark stands: in the document, or in a row of a list.
type scope struct {
	fields []Field
	data   Data
	row    int // 0 outside of lists
	up     *scope
}

func (s *scope) numbered() bool { return s.row > 0 }

// field is the field of that name, the nearest first; nil for none.
func (s *scope) field(name string) *Field {
	for ; s != nil; s = s.up {
		if i := slices.IndexFunc(s.fields, func(f Field) bool { return f.Name == name }); i >= 0 {
			return &s.fields[i]
		}
	}
	return nil
}

// text is the value of a field.
func (s *scope) text(name string) string {
	if name == rowNumber && s.numbered() {
		return fmt.Sprint(s.row)
	}
	for ; s != nil; s = s.up {
		if slices.ContainsFunc(s.fields, func(f Field) bool { return f.Name == name }) {
			return s.data.Texts[name]
		}
	}
	return ""
}

// rows are the rows of a list, each in its scope.
func (s *scope) rows(name string) []*scope {
	for up := s; up != nil; up = up.up {
		i := slices.IndexFunc(up.fields, func(f Field) bool { return f.Name == name })
		if i < 0 {
			continue
		}
		var rows []*scope
		for n, d := range up.data.Lists[name] {
			rows = append(rows, &scope{fields: up.fields[i].Each, data: d, row: n + 1, up: s})
		}
		return rows
	}
	return nil
}

// asked is the field a condition asks about: its name is behind 如有 or 如无, that of a list without 每 and its measure word too.
func (s *scope) asked(condition string) *Field {
	name := strings.TrimPrefix(strings.TrimPrefix(condition, ifAny), ifNone)
	if f := s.field(name); f != nil {
		return f
	}
	for ; s != nil; s = s.up {
		for i, f := range s.fields {
			rest, list := strings.CutPrefix(f.Name, "每")
			if _, measure := utf8.DecodeRuneInString(rest); list && rest[measure:] == name {
				return &s.fields[i]
			}
		}
	}
	return nil
}

// holds reports whether a condition is met.
func (s *scope) holds(condition string) bool {
	there := false
	if f := s.asked(condition); f != nil && f.Each != nil {
		there = len(s.rows(f.Name)) > 0
	} else if f != nil {
		there = s.text(f.Name) != ""
	}
	return there == strings.HasPrefix(condition, ifAny)
}
