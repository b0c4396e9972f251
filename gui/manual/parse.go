package manual

import (
	"regexp"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
)

// chapter is a part of the manual under a heading of the second level.
type chapter struct {
	title    string
	sections []section // headings of the third level in it, in order
	blocks   []kit.ProseBlock
	text     []string // of each block, folded for the search
}

// section is a heading inside a chapter.
type section struct {
	title string
	block int
}

var (
	numbering = regexp.MustCompile(`^[一二三四五六七八九十]+、|^[0-9.]+\s+|^(?:[一二三四五六七八九十]+)\s*`)
	numbered  = regexp.MustCompile(`^([0-9]+)\.\s+`)
	bold      = regexp.MustCompile(`\*\*(.+?)\*\*|` + "`(.+?)`")
	tableRule = regexp.MustCompile(`^\|[\s:|-]+\|$`)
)

// topicOf is a heading without its number: what pages ask for, so that chapters can be renumbered.
func topicOf(title string) string { return numbering.ReplaceAllString(title, "") }

// parse reads the sort of Markdown the manual is written in: headings, paragraphs, lists, tables, bold words and code.
func parse(text string) []chapter {
	var chapters []chapter
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			chapters = append(chapters, chapter{title: title})
			chapters[len(chapters)-1].add(kit.ProseBlock{Kind: kit.ProseHeading, Spans: spans(title)})
			continue
		}
		if len(chapters) == 0 || line == "" || tableRule.MatchString(line) {
			continue // before the first chapter stands the title of the whole
		}
		chapters[len(chapters)-1].line(line)
	}
	return chapters
}

func (c *chapter) line(line string) {
	if title, ok := strings.CutPrefix(line, "### "); ok {
		c.sections = append(c.sections, section{title, len(c.blocks)})
		c.add(kit.ProseBlock{Kind: kit.ProseSubhead, Spans: spans(title)})
		return
	}
	for _, dash := range []string{"- ", "* "} {
		if rest, ok := strings.CutPrefix(line, dash); ok {
			c.add(kit.ProseBlock{Kind: kit.ProseItem, Bullet: "•", Spans: spans(rest)})
			return
		}
	}
	if m := numbered.FindStringSubmatch(line); m != nil {
		c.add(kit.ProseBlock{Kind: kit.ProseItem, Bullet: m[1] + ".", Spans: spans(line[len(m[0]):])})
		return
	}
	if inner, ok := strings.CutPrefix(line, "|"); ok {
		row := kit.ProseBlock{Kind: kit.ProseRow}
		for cell := range strings.SplitSeq(strings.TrimSuffix(inner, "|"), "|") {
			row.Cells = append(row.Cells, spans(strings.TrimSpace(cell)))
		}
		c.add(row)
		return
	}
	c.add(kit.ProseBlock{Kind: kit.ProseText, Spans: spans(line)})
}

func (c *chapter) add(b kit.ProseBlock) {
	var text strings.Builder
	for _, cell := range append([][]kit.ProseSpan{b.Spans}, b.Cells...) {
		for _, s := range cell {
			text.WriteString(s.Text)
		}
		text.WriteByte(' ')
	}
	c.blocks = append(c.blocks, b)
	c.text = append(c.text, fold.Plain(text.String()))
}

// spans are the plain, bold and code parts of a line; both of the latter are set bold.
func spans(line string) []kit.ProseSpan {
	var out []kit.ProseSpan
	at := 0
	for _, m := range bold.FindAllStringSubmatchIndex(line, -1) {
		if m[0] > at {
			out = append(out, kit.ProseSpan{Text: line[at:m[0]]})
		}
		group := 2
		if m[2] < 0 {
			group = 4
		}
		out = append(out, kit.ProseSpan{Text: line[m[group]:m[group+1]], Bold: true})
		at = m[1]
	}
	if at < len(line) || len(out) == 0 {
		out = append(out, kit.ProseSpan{Text: line[at:]})
	}
	return out
}

// matches tells whether a chapter holds what is sought, and in which block first.
func (c *chapter) matches(query string) (block int, ok bool) {
	for i, text := range c.text {
		if strings.Contains(text, query) {
			return i, true
		}
	}
	return 0, false
}

// marked are the chapter's blocks with what is sought marked. Marks are found letter for letter: what only the folded text holds is
// shown, but not marked.
func (c *chapter) marked(query string) []kit.ProseBlock {
	if query == "" {
		return c.blocks
	}
	out := make([]kit.ProseBlock, len(c.blocks))
	for i, b := range c.blocks {
		b.Spans = mark(b.Spans, query)
		cells := make([][]kit.ProseSpan, len(b.Cells))
		for j, cell := range b.Cells {
			cells[j] = mark(cell, query)
		}
		b.Cells = cells
		out[i] = b
	}
	return out
}

func mark(in []kit.ProseSpan, query string) []kit.ProseSpan {
	var out []kit.ProseSpan
	for _, s := range in {
		for {
			before, after, found := strings.Cut(s.Text, query)
			if !found {
				break
			}
			if before != "" {
				out = append(out, kit.ProseSpan{Text: before, Bold: s.Bold})
			}
			out = append(out, kit.ProseSpan{Text: query, Mark: true})
			s.Text = after
		}
		if s.Text != "" {
			out = append(out, s)
		}
	}
	return out
}
