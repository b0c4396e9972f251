package data

import (
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// foundRow is a row of what a sort of record says can be found.
type foundRow struct {
	id                                               int64
	year                                             int
	title, names, note, number, more, phones, masked string
}

func (r *foundRow) findable(kind *record.Kind, known func(key string, folding func() string) string) Findable {
	t := Findable{Kind: kind, ID: r.id, Year: r.year, Title: r.title, Note: r.note, number: fold.Plain(r.number)}
	var head strings.Builder
	if kind.Found.Person {
		head.WriteString(" " + known("人\n"+r.title, func() string { return fold.Name(r.title) }))
	} else {
		head.WriteString(" " + known(r.title, func() string { return fold.Key(r.title) }))
	}
	for _, name := range zh.SplitNames(r.names) {
		head.WriteString(" " + known(name, func() string { return fold.Key(name) }))
	}
	head.WriteByte(' ')
	t.head = head.String()
	t.tail = known("\n"+r.note+r.more, func() string { return fold.Plain(r.note + " " + r.more) })
	t.phones, t.masked = phoneEnds(r.phones), phoneEnds(r.masked)
	return t
}

// phoneEnds are the digits of telephone numbers, each number followed by a space.
func phoneEnds(numbers string) string {
	ends := ""
	for _, phone := range strings.Fields(numbers) {
		ends += strings.Map(digit, phone) + " "
	}
	return ends
}

// digit keeps digits.
func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
