package export

import (
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// numbered writes the numbers of the year's proposals as directories have them: 302, of a root with others merged into it 302[主并], of a merged one 303[并], of
// one without a number its serial.
type numbered struct {
	lines map[int64]*docket.Line
	roots map[int64]bool
}

func (y *Year) numbered() *numbered {
	n := &numbered{lines: map[int64]*docket.Line{}, roots: map[int64]bool{}}
	for i := range y.Proposals {
		l := &y.Proposals[i]
		n.lines[l.ID] = l
		if l.Conclusion == "并案" {
			n.roots[l.MergedInto] = true
		}
	}
	return n
}

// of is the number of one.
func (n *numbered) of(l *docket.Line) string {
	switch {
	case l.Number > 0 && l.Conclusion == "并案":
		return wholeNumber(int64(l.Number)) + "[并]"
	case l.Conclusion == "并案" && l.MergedNumber > 0:
		return wholeNumber(int64(l.MergedNumber)) + "[并]"
	case l.Number > 0 && l.Filed() && n.roots[l.ID]:
		return wholeNumber(int64(l.Number)) + "[主并]"
	case l.Number > 0:
		return wholeNumber(int64(l.Number))
	}
	return l.Serial
}

// all are the numbers of several, in the order of the year's list.
func (n *numbered) all(y *Year, set measure.Set) string {
	in := set.Has()
	var texts []string
	for i := range y.Proposals {
		if l := &y.Proposals[i]; in(l.ID) {
			texts = append(texts, n.of(l))
		}
	}
	return strings.Join(texts, "、")
}
