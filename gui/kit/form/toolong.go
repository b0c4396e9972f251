package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/zh"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// setLine shows a value in a field of one line. Of one too long for it only the beginning is shown, and it stays whole as long as that is not changed.
func (l *formLine) setLine(in *kit.Entry, value string) {
	l.whole, l.shown = "", ""
	if n := utf8.RuneCountInString(value); n > kit.EntryMost {
		l.whole, l.shown = value, zh.Clip(strings.ReplaceAll(value, "\n", " "), longShown)
		value = l.shown
		l.note.set(fmt.Sprintf("原有 %d 个字，这里只显示开头 %d 个；不改动就照原样保留", n, longShown), look.ToneDue, fieldHost{}, nil)
	}
	in.SetText(value)
}

// longShown is how much is shown of a value too long for a field of one line.
const longShown = 100

// wholeOf is the value of a field that shows a text, which otherwise has the value is.
func (l *formLine) wholeOf(text, is string) string {
	if l.whole != "" && text == l.shown {
		return l.whole
	}
	return is
}
