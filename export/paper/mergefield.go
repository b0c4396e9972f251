package paper

import (
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// mergeField is the code of a field of Word's mail merge; WPS writes the same.
var mergeField = regexp.MustCompile(`^\s*MERGEFIELD\s+(?:"([^"]+)"|([^\s\\]+))`)

// fetching are the codes of fields by which Word reads other files, asks databases or runs something.
var fetching = regexp.MustCompile(`(?i)^\s*(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD|MACROBUTTON|AUTOTEXT|EMBED|GOTOBUTTON)\b`)

func mergeName(code string) string {
	m := mergeField.FindStringSubmatch(code)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(m[1] + m[2])
}

// readMergeFields turns the fields of Word's mail merge among the children of a paragraph into what people type: {{案由}}.
func readMergeFields(p *etree.Element) {
	for _, c := range p.ChildElements() {
		if name := mergeName(c.SelectAttrValue("w:instr", "")); is(c, "fldSimple") && name != "" {
			like := c.SelectElement("w:r")
			if like == nil {
				like = etree.NewElement("w:r")
			}
			replaceRuns(p, []*etree.Element{c}, like, name)
		}
	}
	field, depth := codedField{}, 0
	for _, c := range p.ChildElements() {
		char := fieldChar(c)
		if char == "begin" {
			if depth++; depth == 1 {
				field = codedField{}
			}
		}
		if depth > 0 {
			field.add(c, char, depth == 1)
		}
		if char == "end" && depth > 0 {
			if depth--; depth == 0 && mergeName(field.code) != "" {
				replaceRuns(p, field.runs, field.like, mergeName(field.code))
			}
		}
	}
}

// codedField is a field made of runs.
type codedField struct {
	runs  []*etree.Element
	like  *etree.Element // the run that what is filled in looks like: the first that shows something, else the first
	code  string
	shows bool // the runs that show something have begun
	found bool // like shows something
}

// add adds a run; own is one of no field within the field.
func (f *codedField) add(run *etree.Element, char string, own bool) {
	if f.runs = append(f.runs, run); len(f.runs) == 1 {
		f.like = run
	}
	switch {
	case !own:
	case char == "separate":
		f.shows = true
	case char == "" && run.SelectElement("w:instrText") != nil:
		f.code += run.SelectElement("w:instrText").Text()
	case char == "" && f.shows && !f.found && run.SelectElement("w:t") != nil:
		f.like, f.found = run, true
	}
}

// fieldChar is the sort of a run that begins, parts or ends a field.
func fieldChar(run *etree.Element) string {
	if !is(run, "r") {
		return ""
	}
	if c := run.SelectElement("w:fldChar"); c != nil {
		return c.SelectAttrValue("w:fldCharType", "")
	}
	return ""
}

func replaceRuns(p *etree.Element, runs []*etree.Element, like *etree.Element, name string) {
	run := emptyRun(like)
	setText(run.CreateElement("w:t"), "{{"+name+"}}")
	p.InsertChildAt(runs[0].Index(), run)
	for _, r := range runs {
		p.RemoveChild(r)
	}
}

// fieldCodes are the codes of the fields in a part.
func fieldCodes(e *etree.Element) (codes []string) {
	var code strings.Builder
	walk(e, func(c *etree.Element) bool {
		switch {
		case is(c, "fldSimple"):
			codes = append(codes, c.SelectAttrValue("w:instr", ""))
		case is(c, "instrText"):
			code.WriteString(c.Text())
		case is(c, "fldChar") && code.Len() > 0:
			codes = append(codes, code.String())
			code.Reset()
		}
		return true
	})
	return append(codes, code.String())
}
