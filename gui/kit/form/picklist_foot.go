package form

import (
	"cmp"
	"slices"
	"strings"
)

// footRows are the rows behind the options for what is typed and nobody is called: they take it all the same. Unless something was found a heading
// before them says how, for Enter alone does not.
func (l *pickList) footRows(query string, found bool) []pickRow {
	if query == "" || l.offer.borne(query) {
		return nil
	}
	var out []pickRow
	if like := l.likeRows(query, found); len(like) > 0 {
		out, found = append(out, like...), true
	}
	if l.ask.free {
		out = append(out, pickRow{kind: rowFree, text: cmp.Or(l.ask.word, "填写") + "：「" + query + "」"})
	}
	if l.ask.create {
		out = append(out, pickRow{kind: rowCreate, text: "\uff0b新建「" + query + "」"})
	}
	if len(out) > 0 && !found && !l.anyWords() {
		out = slices.Insert(out, 0, pickRow{kind: rowHeading, text: nothingFound(query) + "，要用它请按 ↓ 选定下一行"})
	}
	return out
}

// likeRows are the options that what is typed and nobody is called may be meant for, under a heading.
func (l *pickList) likeRows(query string, found bool) []pickRow {
	if l.ask.like == nil || found {
		return nil
	}
	var out []pickRow
	for _, i := range l.ask.like(query) {
		out = append(out, pickRow{kind: rowLike, option: l.offer.options[i]})
	}
	if len(out) == 0 {
		return nil
	}
	return slices.Insert(out, 0, pickRow{kind: rowHeading, text: nothingFound(query) + "，相近的有这些，请按 ↓ 选定是哪一位"})
}

// anyWords tells whether the field takes any words, none being better known than others.
func (l *pickList) anyWords() bool {
	return l.ask.free && l.ask.word == "" && len(l.offer.options) == 0
}

// blurred tells the field that what is typed is not taken: the list is left by a click beside it. A click on one of its rows takes that back, and so
// does a list left with nothing typed.
func (l *pickList) blurred() {
	l.settle()
	l.refuse(strings.TrimSpace(l.entry.Text))
}

// inner quotes what has quotation marks itself.
var inner = strings.NewReplacer("「", "『", "」", "』")

// refuse tells the field that what is typed is not taken, and how it would be; "" takes that back.
func (l *pickList) refuse(typed string) {
	switch {
	case l.ask.refuse == nil:
	case typed == "":
		l.ask.refuse("")
	case slices.ContainsFunc(l.rows, func(row pickRow) bool { return row.kind == rowOption }):
		l.ask.refuse("「" + typed + "」还没有选定，没有填入")
	default:
		sentence := "没有与「" + typed + "」相符的，没有填入"
		for _, row := range l.rows {
			if row.kind == rowFree || row.kind == rowCreate {
				sentence += "；要用它，请在列表里选定「" + inner.Replace(strings.TrimPrefix(row.text, "\uff0b")) + "」"
				break
			}
		}
		l.ask.refuse(sentence)
	}
}
