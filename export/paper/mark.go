package paper

import (
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// A mark of a template is read once: in the tree it becomes an element of its own, in a run of its own with the formatting of the run in which it
// begins. So texts that are filled in are never taken for marks.
const (
	markTag  = "mark"
	markName = "name"
	markEdge = "edge" // an attribute of the marks around what is being repeated
)

// written is a mark as people type it, also with the braces of a Chinese input method.
var written = regexp.MustCompile(`[{｛]{2}([^{}｛｝\x00]{1,60})[}｝]{2}`)

// unfinished is what remains of marks that are not written whole.
var unfinished = regexp.MustCompile(`[{｛]{2}|[}｝]{2}`)

func is(e *etree.Element, tag string) bool { return e.Space == "w" && e.Tag == tag }

func isMark(e *etree.Element) bool { return e.Space == "" && e.Tag == markTag }

func nameOf(mark *etree.Element) string { return mark.SelectAttrValue(markName, "") }

// walk calls do for e and all elements below it in their order; those below one for which do gives false are left out.
func walk(e *etree.Element, do func(*etree.Element) bool) {
	if !do(e) {
		return
	}
	for _, c := range e.ChildElements() {
		walk(c, do)
	}
}

// marksOf are the marks in e in their order.
func marksOf(e *etree.Element) (marks []*etree.Element) {
	walk(e, func(c *etree.Element) bool {
		if isMark(c) {
			marks = append(marks, c)
		}
		return true
	})
	return marks
}

// markUp turns what is written in every paragraph below e into marks.
func (t *Template) markUp(e *etree.Element) error {
	var paragraphs []*etree.Element
	walk(e, func(c *etree.Element) bool {
		if is(c, "p") {
			paragraphs = append(paragraphs, c)
		}
		return true
	})
	for _, p := range paragraphs {
		readMergeFields(p)
		if err := t.markParagraph(p); err != nil {
			return err
		}
	}
	return nil
}

// piece is a w:t of a paragraph; its text begins at start in that of the paragraph.
type piece struct {
	*etree.Element

	start, end int
}

// piecesOf are the w:t of a paragraph in their order, without those of paragraphs inside it, and the text they make; what else shows something
// is a zero in it.
func piecesOf(p *etree.Element) (pieces []piece, whole string) {
	var b strings.Builder
	walk(p, func(c *etree.Element) bool {
		switch {
		case c == p:
		case is(c, "p"):
			return false
		case is(c, "t") && is(c.Parent(), "r"):
			start := b.Len()
			b.WriteString(c.Text())
			pieces = append(pieces, piece{c, start, b.Len()})
		case is(c, "tab") && is(c.Parent(), "r"), is(c, "br"), is(c, "cr"), is(c, "drawing"), is(c, "pict"), is(c, "fldChar"):
			b.WriteByte(0)
		}
		return true
	})
	return pieces, b.String()
}

func (t *Template) markParagraph(p *etree.Element) error {
	pieces, whole := piecesOf(p)
	found := written.FindAllStringSubmatchIndex(whole, -1)
	if rest := written.ReplaceAllString(whole, ""); unfinished.MatchString(rest) {
		return t.refuse("里有一处字段没有写完整：「%s」。字段写成「{{案由}}」，两边各两个大括号，中间不换行。", shorten(strings.ReplaceAll(rest, "\x00", " ")))
	}
	for i := len(found) - 1; i >= 0; i-- { // from the end, so that what is before stays as it is
		m := found[i]
		setMark(pieces, m[0], m[1], strings.TrimSpace(whole[m[2]:m[3]]))
	}
	if len(found) > 0 {
		for _, piece := range pieces {
			dropEmpty(piece.Element)
		}
	}
	return nil
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

// setMark puts a mark in the place of the bytes from start to end of the paragraph's text.
func setMark(pieces []piece, start, end int, name string) {
	first := true
	for _, p := range pieces {
		if p.end <= start || p.start >= end {
			continue
		}
		s := p.Text()
		rest := ""
		if end < p.end {
			rest = s[end-p.start:]
		}
		if first {
			splitRun(p.Element, s[:start-p.start], name, rest)
			first = false
		} else {
			setText(p.Element, rest)
		}
	}
}

// splitRun parts the run of a text: before stays in it, the mark has a run behind it, and rest with what else is in the run one behind that.
func splitRun(text *etree.Element, before, name, rest string) {
	run := text.Parent()
	marked, behind := emptyRun(run), emptyRun(run)
	marked.CreateElement(markTag).CreateAttr(markName, name)
	if rest != "" {
		setText(behind.CreateElement("w:t"), rest)
	}
	for _, c := range run.ChildElements() {
		if c.Index() > text.Index() {
			behind.AddChild(c)
		}
	}
	setText(text, before)
	at := run.Index() + 1
	run.Parent().InsertChildAt(at, marked)
	if len(behind.ChildElements()) > len(marked.ChildElements())-1 {
		run.Parent().InsertChildAt(at+1, behind)
	}
}

// emptyRun is a run with the formatting of another.
func emptyRun(like *etree.Element) *etree.Element {
	run := etree.NewElement("w:r")
	if properties := like.SelectElement("w:rPr"); properties != nil {
		run.AddChild(properties.Copy())
	}
	return run
}

func setText(text *etree.Element, s string) {
	text.SetText(s)
	text.CreateAttr("xml:space", "preserve")
}

// dropEmpty takes away a text from which everything went into marks, and its run with it.
func dropEmpty(text *etree.Element) {
	run := text.Parent()
	if text.Text() != "" || run == nil {
		return
	}
	run.RemoveChild(text)
	dropHollow(run)
}

// dropHollow takes away a run that shows nothing.
func dropHollow(run *etree.Element) {
	for _, c := range run.ChildElements() {
		if !is(c, "rPr") {
			return
		}
	}
	if run.Parent() != nil {
		run.Parent().RemoveChild(run)
	}
}
