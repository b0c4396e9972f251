package paper

import (
	"slices"
	"strconv"

	"github.com/beevik/etree"
)

// growthLimit is how many elements repeating may make. A paper of a thousand rows has some fifty thousand.
const growthLimit = 2_000_000

// filler fills one part.
type filler struct {
	*Template

	made  int // elements
	shape int // the last number given to a picture
}

// fill fills the part whose root it is.
func (f *filler) fill(root *etree.Element, at *scope) error {
	f.shape = 100_000 // above those of the template
	if is(root, "document") {
		body := root.SelectElement("w:body")
		if body == nil {
			return f.refuse("没有正文。请换一个文件。")
		}
		return f.blocks(body, at)
	}
	if is(root, "footnotes") || is(root, "endnotes") {
		for _, note := range root.ChildElements() {
			if err := f.blocks(note, at); err != nil {
				return err
			}
		}
		return nil
	}
	return f.blocks(root, at)
}

// blocks fills what holds paragraphs and tables: the body, a cell, a text box.
func (f *filler) blocks(e *etree.Element, at *scope) error {
	if len(marksOf(e)) == 0 {
		return nil
	}
	if err := f.sequence(e.ChildElements(), at, (*filler).block, leftOpen); err != nil {
		return err
	}
	closeCell(e)
	return nil
}

// closeCell sees to it that what must end with a paragraph does.
func closeCell(e *etree.Element) {
	switch e.Tag {
	case "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment":
	default:
		return
	}
	if all := e.ChildElements(); len(all) == 0 || !is(all[len(all)-1], "p") {
		e.CreateElement("w:p")
	}
}

// sequence fills elements that stand side by side. What is between a mark that begins a list and its end is taken as a whole, from the element with
// the one to the element with the other; all else is filled one by one. open finds the mark in an element whose end is not in it.
func (f *filler) sequence(all []*etree.Element, at *scope, one func(*filler, *etree.Element, *scope) error, open func(*etree.Element) *etree.Element) error {
	for i := 0; i < len(all); i++ {
		begin := open(all[i])
		if begin == nil {
			if err := one(f, all[i], at); err != nil {
				return err
			}
			continue
		}
		last, end := endOf(all[i:], begin)
		if end == nil {
			return f.misplaced(begin)
		}
		group := all[i : i+last+1]
		if err := f.group(group, begin, end, at, one, open); err != nil {
			return err
		}
		i += last
	}
	return nil
}

func (f *filler) misplaced(begin *etree.Element) error {
	return f.refuse("里的「{{%s}}」和它的「{{完}}」要么写在同一段里，要么各占一段，要么写在表格的行里（一个在第一格，一个在最后一格），不能一个在表格里、一个在表格外。", nameOf(begin))
}

// leftOpen is the first mark of e that begins something whose end is not in e; nil without one.
func leftOpen(e *etree.Element) *etree.Element {
	if is(e, "sectPr") {
		return nil
	}
	var opened []*etree.Element
	for _, m := range marksOf(e) {
		switch name := nameOf(m); {
		case opens(name):
			opened = append(opened, m)
		case name == markEnd && len(opened) > 0:
			opened = opened[:len(opened)-1]
		}
	}
	if len(opened) == 0 {
		return nil
	}
	return opened[0]
}

// rowLeftOpen is leftOpen of the cells of a table's row.
func rowLeftOpen(row *etree.Element) *etree.Element {
	for _, cell := range row.ChildElements() {
		if m := leftOpen(cell); m != nil {
			return m
		}
	}
	return nil
}

// endOf finds the end that belongs to a mark, and in which of the elements it is.
func endOf(all []*etree.Element, begin *etree.Element) (at int, end *etree.Element) {
	depth, begun := 0, false
	for i, e := range all {
		for _, m := range marksOf(e) {
			begun = begun || m == begin
			switch name := nameOf(m); {
			case !begun:
			case opens(name):
				depth++
			case name == markEnd:
				if depth--; depth == 0 {
					return i, m
				}
			}
		}
	}
	return 0, nil
}

// group fills elements from the one with begin to the one with end: for each row of the list, or when the condition is met.
func (f *filler) group(group []*etree.Element, begin, end *etree.Element, at *scope, one func(*filler, *etree.Element, *scope) error, open func(*etree.Element) *etree.Element) error {
	first, name := group[0], nameOf(begin)
	begin.CreateAttr(markEdge, "1")
	end.CreateAttr(markEdge, "1")
	if !closed(group) || tableOf(begin) != tableOf(end) {
		return f.misplaced(begin)
	}
	scopes := []*scope{}
	switch {
	case isList(name):
		scopes = at.rows(name)
	case at.holds(name):
		scopes = []*scope{at}
	}
	parent := first.Parent()
	for i, s := range scopes {
		var copies []*etree.Element
		for _, e := range group {
			c, err := f.copy(e, i > 0)
			if err != nil {
				return err
			}
			parent.InsertChildAt(first.Index(), c)
			if c = withoutEdges(c); c != nil {
				copies = append(copies, c)
			}
		}
		if err := f.sequence(copies, s, one, open); err != nil {
			return err
		}
	}
	for _, e := range group {
		if section := sectionOf(e); section != nil && len(scopes) == 0 { // it closes a part of the document with its own margins
			parent.InsertChildAt(e.Index(), section)
		}
		parent.RemoveChild(e)
	}
	return nil
}

// tableOf is the nearest table or text box an element is in, nil for none.
func tableOf(e *etree.Element) *etree.Element {
	for ; e != nil; e = e.Parent() {
		if is(e, "tbl") || is(e, "txbxContent") {
			return e
		}
	}
	return nil
}

// closed reports whether in a group nothing begins that does not end in it, but for its edges.
func closed(group []*etree.Element) bool {
	depth := 0
	for _, e := range group {
		for _, m := range marksOf(e) {
			switch name := nameOf(m); {
			case opens(name):
				depth++
			case name == markEnd:
				depth--
			}
			if depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// sectionOf is a paragraph that closes a section, without its text; nil of an element that closes none.
func sectionOf(e *etree.Element) *etree.Element {
	properties := e.SelectElement("w:pPr")
	if !is(e, "p") || properties == nil || properties.SelectElement("w:sectPr") == nil {
		return nil
	}
	p := etree.NewElement("w:p")
	p.AddChild(properties.Copy())
	return p
}

// withoutEdges takes the marks around a group out of a copy of one of its elements. A paragraph with nothing else goes with its mark: then the
// result is nil.
func withoutEdges(c *etree.Element) *etree.Element {
	edge := false
	for _, m := range marksOf(c) {
		if m.SelectAttr(markEdge) != nil {
			edge = true
			run := m.Parent()
			run.RemoveChild(m)
			dropHollow(run)
		}
	}
	if c.Parent() == nil { // a run that was nothing but a mark
		return nil
	}
	if edge && is(c, "p") && !showsAnything(c) && sectionOf(c) == nil {
		c.Parent().RemoveChild(c)
		return nil
	}
	return c
}

func showsAnything(p *etree.Element) bool {
	shows := false
	walk(p, func(c *etree.Element) bool {
		shows = shows || is(c, "r") || c.Space == "m"
		return !shows
	})
	return shows
}

// copy copies an element. again is the second copy of the same and later ones: what must be there once is not in them.
func (f *filler) copy(e *etree.Element, again bool) (*etree.Element, error) {
	c := e.Copy()
	var twice []*etree.Element
	walk(c, func(x *etree.Element) bool {
		f.made++
		switch {
		case !again:
		case is(x, "bookmarkStart"), is(x, "bookmarkEnd"), is(x, "sectPr"):
			twice = append(twice, x)
		case x.Tag == "docPr":
			f.shape++
			x.CreateAttr("id", strconv.Itoa(f.shape))
		case is(x, "p"), is(x, "tr"):
			x.RemoveAttr("w14:paraId")
			x.RemoveAttr("w14:textId")
		}
		return true
	})
	for _, x := range twice {
		x.Parent().RemoveChild(x)
	}
	if f.made > growthLimit {
		return nil, f.refuse("填好以后太大，没有写。请减少「{{每…}}」的嵌套。")
	}
	return c, nil
}

// block fills a paragraph or a table, or what holds them.
func (f *filler) block(e *etree.Element, at *scope) error {
	switch {
	case len(marksOf(e)) == 0:
		return nil
	case is(e, "p"):
		return f.paragraph(e, at)
	case is(e, "tbl"):
		return f.table(e, at)
	case is(e, "sdt"):
		if content := e.SelectElement("w:sdtContent"); content != nil {
			return f.blocks(content, at)
		}
		return nil
	default:
		return f.blocks(e, at)
	}
}

// table fills a table. One without rows is none.
func (f *filler) table(e *etree.Element, at *scope) error {
	if err := f.sequence(e.ChildElements(), at, (*filler).row, rowLeftOpen); err != nil {
		return err
	}
	rows := 0
	walk(e, func(c *etree.Element) bool {
		if is(c, "tr") {
			rows++
		}
		return !is(c, "tr")
	})
	if rows == 0 && e.Parent() != nil {
		e.Parent().RemoveChild(e)
	}
	return nil
}

func (f *filler) row(e *etree.Element, at *scope) error {
	if !is(e, "tr") { // a content control around rows
		return f.block(e, at)
	}
	for _, cell := range e.ChildElements() {
		if err := f.blocks(cell, at); err != nil {
			return err
		}
	}
	return nil
}

// paragraph fills a paragraph. One that was there for a list or a condition goes when nothing of that is left.
func (f *filler) paragraph(e *etree.Element, at *scope) error {
	choosing := slices.ContainsFunc(marksOf(e), func(m *etree.Element) bool { return opens(nameOf(m)) })
	if err := f.inline(e, at); err != nil {
		return err
	}
	if choosing && !showsAnything(e) && sectionOf(e) == nil && e.Parent() != nil {
		e.Parent().RemoveChild(e)
	}
	return nil
}

// inline fills what is in a paragraph.
func (f *filler) inline(e *etree.Element, at *scope) error {
	return f.sequence(e.ChildElements(), at, (*filler).run, leftOpen)
}

// run fills a run with a mark, the text boxes in a run, or what holds runs.
func (f *filler) run(e *etree.Element, at *scope) error {
	if !is(e, "r") {
		if len(marksOf(e)) == 0 {
			return nil
		}
		return f.inline(e, at)
	}
	if m := e.SelectElement(markTag); m != nil {
		f.put(e, m, at.text(nameOf(m)))
		return nil
	}
	var boxes []*etree.Element
	walk(e, func(c *etree.Element) bool {
		if is(c, "txbxContent") {
			boxes = append(boxes, c)
			return false
		}
		return true
	})
	for _, box := range boxes {
		if err := f.blocks(box, at); err != nil {
			return err
		}
	}
	return nil
}
