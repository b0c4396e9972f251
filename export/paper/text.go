package paper

import (
	"strings"

	"github.com/beevik/etree"
)

// put puts a value into the place of a mark in its run. Several lines make as many paragraphs, each as the one the mark is in.
func (f *filler) put(run, mark *etree.Element, value string) {
	run.RemoveChild(mark)
	lines := strings.Split(cleaned(value), "\n")
	p := run.Parent()
	if value == "" {
		p.RemoveChild(run)
		return
	}
	putLine(run, lines[0])
	if len(lines) == 1 {
		return
	}
	if !is(p, "p") || p.Parent() == nil { // within a link or a content control
		for _, line := range lines[1:] {
			run.CreateElement("w:br")
			putLine(run, line)
		}
		return
	}
	var behind []*etree.Element
	for _, c := range p.ChildElements() {
		if c.Index() > run.Index() {
			behind = append(behind, c)
		}
	}
	last := p
	for _, line := range lines[1:] {
		next := etree.NewElement("w:p")
		if properties := last.SelectElement("w:pPr"); properties != nil {
			next.AddChild(properties.Copy())
			if section := properties.SelectElement("w:sectPr"); section != nil { // it is of the last of them
				properties.RemoveChild(section)
			}
		}
		again := emptyRun(run)
		putLine(again, line)
		next.AddChild(again)
		p.Parent().InsertChildAt(last.Index()+1, next)
		last = next
	}
	for _, c := range behind {
		last.AddChild(c)
	}
}

// putLine adds a line of text to a run.
func putLine(run *etree.Element, line string) {
	for i, text := range strings.Split(line, "\t") {
		if i > 0 {
			run.CreateElement("w:tab")
		}
		if text != "" {
			setText(run.CreateElement("w:t"), text)
		}
	}
}

// cleaned is a text without what XML cannot hold, its line feeds of one sort.
func cleaned(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r < 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, text)
}
