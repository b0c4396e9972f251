package manual

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit/editor"
)

// chapter is a part of the manual under a heading of the second level.
type chapter struct {
	title    string
	sections []section // headings of the third level in it, in order
	blocks   []editor.ProseBlock
	text     []string // of each block, folded for the search
}

// section is a heading inside a chapter.
type section struct {
	title string
	block int
}

var numbering = regexp.MustCompile(`^[一二三四五六七八九十]+、|^[0-9.]+\s+|^(?:[一二三四五六七八九十]+)\s*`)

// topicOf is a heading without its number: what pages ask for, so that chapters can be renumbered.
func topicOf(title string) string { return numbering.ReplaceAllString(title, "") }

// reader turns the manual's Markdown into chapters.
type reader struct {
	source   []byte
	chapters []chapter
}

// parse reads the manual: headings, paragraphs, lists, tables, bold words, code and links, of which it keeps the words. What comes before the
// first chapter is the title of the whole and is left out. A line break in the source is one on the screen.
func parse(manual string) []chapter {
	r := &reader{source: []byte(manual)}
	document := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(r.source))
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n, editor.ProseBlock{Kind: editor.ProseText})
	}
	return r.chapters
}

// block adds a node of the document; as is what its paragraphs are set as. The bullet of an item is on its first line only.
func (r *reader) block(n ast.Node, as editor.ProseBlock) {
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			as := editor.ProseBlock{Kind: editor.ProseItem, Bullet: "•"}
			if n.IsOrdered() {
				as.Bullet = strconv.Itoa(number) + "."
				number++
			}
			for inner := item.FirstChild(); inner != nil; inner = inner.NextSibling() {
				r.block(inner, as)
				as.Bullet = ""
			}
		}
	case *tables.Table:
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			b := editor.ProseBlock{Kind: editor.ProseRow}
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				b.Cells = append(b.Cells, r.lines(cell)[0])
			}
			r.add(b)
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for _, line := range n.Lines().Sliced(0, n.Lines().Len()) {
			as.Spans = []editor.ProseSpan{{Text: strings.TrimRight(string(line.Value(r.source)), "\r\n"), Bold: true}}
			r.add(as)
			as.Bullet = ""
		}
	case *ast.Blockquote:
		for inner := n.FirstChild(); inner != nil; inner = inner.NextSibling() {
			r.block(inner, as)
			as.Bullet = ""
		}
	default:
		for _, line := range r.lines(n) {
			as.Spans = line
			r.add(as)
			as.Bullet = ""
		}
	}
}

func (r *reader) heading(n *ast.Heading) {
	spans := r.lines(n)[0]
	var title strings.Builder
	for _, s := range spans {
		title.WriteString(s.Text)
	}
	switch n.Level {
	case 1:
	case 2:
		r.chapters = append(r.chapters, chapter{title: title.String()})
		r.add(editor.ProseBlock{Kind: editor.ProseHeading, Spans: spans})
	default:
		if len(r.chapters) > 0 {
			c := &r.chapters[len(r.chapters)-1]
			c.sections = append(c.sections, section{title.String(), len(c.blocks)})
		}
		r.add(editor.ProseBlock{Kind: editor.ProseSubhead, Spans: spans})
	}
}

// lines are the plain and bold parts inside a node, line by line; code is set bold. There is always one line.
func (r *reader) lines(n ast.Node) [][]editor.ProseSpan {
	lines := [][]editor.ProseSpan{nil}
	put := func(s editor.ProseSpan) {
		last := &lines[len(lines)-1]
		if end := len(*last) - 1; end >= 0 && (*last)[end].Bold == s.Bold {
			(*last)[end].Text += s.Text
			return
		}
		*last = append(*last, s)
	}
	var walk func(n ast.Node, bold bool)
	walk = func(n ast.Node, bold bool) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				put(editor.ProseSpan{Text: r.words(c), Bold: bold})
				if c.SoftLineBreak() || c.HardLineBreak() {
					lines = append(lines, nil)
				}
			case *ast.String:
				put(editor.ProseSpan{Text: string(c.Value), Bold: bold})
			case *ast.AutoLink:
				put(editor.ProseSpan{Text: string(c.Label(r.source)), Bold: bold})
			case *ast.Emphasis, *ast.CodeSpan:
				walk(c, true)
			default:
				walk(c, bold)
			}
		}
	}
	walk(n, false)
	return lines
}

// words are a text as it is read: \* is *, &lt; is <, but not in code.
func (r *reader) words(t *ast.Text) string {
	written := t.Segment.Value(r.source)
	if _, code := t.Parent().(*ast.CodeSpan); code {
		return string(written)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(written))))
}

// add puts a block into the newest chapter.
func (r *reader) add(b editor.ProseBlock) {
	if len(r.chapters) == 0 {
		return
	}
	c := &r.chapters[len(r.chapters)-1]
	var text strings.Builder
	for _, cell := range append([][]editor.ProseSpan{b.Spans}, b.Cells...) {
		for _, s := range cell {
			text.WriteString(s.Text)
		}
		text.WriteByte(' ')
	}
	c.blocks = append(c.blocks, b)
	c.text = append(c.text, fold.Plain(text.String()))
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
func (c *chapter) marked(query string) []editor.ProseBlock {
	if query == "" {
		return c.blocks
	}
	out := make([]editor.ProseBlock, len(c.blocks))
	for i, b := range c.blocks {
		b.Spans = mark(b.Spans, query)
		cells := make([][]editor.ProseSpan, len(b.Cells))
		for j, cell := range b.Cells {
			cells[j] = mark(cell, query)
		}
		b.Cells = cells
		out[i] = b
	}
	return out
}

func mark(in []editor.ProseSpan, query string) []editor.ProseSpan {
	var out []editor.ProseSpan
	for _, s := range in {
		for {
			before, after, found := strings.Cut(s.Text, query)
			if !found {
				break
			}
			if before != "" {
				out = append(out, editor.ProseSpan{Text: before, Bold: s.Bold})
			}
			out = append(out, editor.ProseSpan{Text: query, Mark: true})
			s.Text = after
		}
		if s.Text != "" {
			out = append(out, s)
		}
	}
	return out
}
