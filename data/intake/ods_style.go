package intake

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// odsSaid is what a style says of something that it may leave to its parent.
type odsSaid uint8

const (
	odsUnsaid odsSaid = iota
	odsNo
	odsYes
)

// odsStyle is a style as far as reading cells needs it.
type odsStyle struct {
	parent string // of the same family
	number string // the style of numbers
	struck odsSaid
	fill   string // a colour, transparent, or "" where the parent says it
	hidden bool   // a table
}

// odsNumber is a style of numbers; where a condition picks another one for what is positive, that one counts, as the first section does in Excel.
type odsNumber struct {
	format format
	first  string
}

// odsLook is what the style of a cell comes to.
type odsLook struct {
	cellStyle
	format *format
}

func (d *openDocument) readStyle(x *xmlPart, e xml.StartElement) error {
	if len(d.styles)+len(d.numbers) > maxStyles {
		return bomb(fmt.Errorf("more than %d styles", maxStyles))
	}
	if e.Name.Local == "style" {
		s := odsStyle{parent: attr(e, "parent-style-name"), number: attr(e, "data-style-name")}
		err := x.children(func(e xml.StartElement) error {
			s.read(e)
			return x.skip()
		})
		d.styles[attr(e, "family")+" "+attr(e, "name")] = s
		return err
	}
	kind, isNumber := strings.CutSuffix(e.Name.Local, "-style")
	if !isNumber || e.Name.Local == "default-style" {
		return x.skip()
	}
	n, err := readODSNumber(x, kind)
	d.numbers[attr(e, "name")] = n
	return err
}

func (s *odsStyle) read(e xml.StartElement) {
	switch e.Name.Local {
	case "text-properties":
		for _, name := range []string{"text-line-through-style", "text-line-through-type"} {
			switch line := attr(e, name); line {
			case "":
			case "none":
				s.struck = odsNo
			default:
				s.struck = odsYes
			}
		}
	case "table-cell-properties":
		s.fill = attr(e, "background-color")
	case "table-properties":
		s.hidden = attr(e, "display") == "false"
	}
}

// readODSNumber reads a style of numbers of a kind: number, percentage, currency, date, time, text, boolean.
func readODSNumber(x *xmlPart, kind string) (odsNumber, error) {
	var n odsNumber
	digits, clock := false, false
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "year", "month", "day", "era", "day-of-week", "week-of-year", "quarter":
			n.format.date = true
		case "hours", "minutes", "seconds", "am-pm":
			clock = true
		case "number":
			n.format.decimals, n.format.pad = max(0, count0(e, "decimal-places")), max(0, count0(e, "min-integer-digits"))
			digits = digits || attr(e, "decimal-places") != "" || kind != "number"
		case "map":
			if n.first == "" {
				n.first = attr(e, "apply-style-name")
			}
		}
		return x.skip()
	})
	n.format.clock = clock || kind == "time" && !n.format.date
	n.format.percent = kind == "percentage"
	n.format.plain = !digits && !n.format.date && !n.format.clock
	return n, err
}

// count0 is a number of digits that an element says, within what numbers have.
func count0(e xml.StartElement, name string) int { return min(number(attr(e, name)), 20) }

// odsParents is how many styles one may lie on.
const odsParents = 16

// inherited is a style with what its parents say where it does not.
func (d *openDocument) inherited(family, name string) odsStyle {
	var s odsStyle
	for range odsParents {
		of, ok := d.styles[family+" "+name]
		if !ok {
			break
		}
		if s.struck == odsUnsaid {
			s.struck = of.struck
		}
		if s.number == "" {
			s.number = of.number
		}
		if s.fill == "" {
			s.fill = of.fill
		}
		name = of.parent
	}
	return s
}

// look is what the cell style of that name comes to.
func (d *openDocument) look(name string) odsLook {
	if l, ok := d.looks[name]; ok {
		return l
	}
	s := d.inherited("table-cell", name)
	l := odsLook{cellStyle: cellStyle{struck: s.struck == odsYes, fill: d.colour(s.fill)}}
	if n, ok := d.numbers[s.number]; ok {
		if first, ok := d.numbers[n.first]; ok {
			n = first
		}
		f := n.format
		f.date1904 = d.date1904
		l.format = &f
	}
	if len(d.looks) < maxStyles {
		d.looks[name] = l
	}
	return l
}

// colour is a number for a colour, 0 for none and for white.
func (d *openDocument) colour(name string) uint16 {
	switch name = strings.ToLower(name); name {
	case "", "transparent", "#ffffff", "#fff", "white":
		return 0
	}
	if _, known := d.colours[name]; !known {
		if len(d.colours) >= 1<<16-2 {
			return 0
		}
		d.colours[name] = uint16(len(d.colours) + 1) //nolint:gosec // bounded above
	}
	return d.colours[name]
}
