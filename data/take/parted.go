package take

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// A sheet may speak of records and of their parts at once: letters and their points in one ledger. It is taken in once as each; what is left over says so.

// partNotes say which columns that a file of records has no place for are those of their parts, a ledger of their own.
func (im *Import) partNotes() (notes []string) {
	for _, k := range record.Kinds() {
		if k.Ledger == nil || k.Ledger.Of.Name != im.Kind.Name {
			continue
		}
		if headings, all := readBy(k, im.Unknown); all {
			notes = append(notes, fmt.Sprintf("「%s」是%s的内容，这些记录导入以后，请把这个文件再按「%s」导入一次。", strings.Join(headings, "」「"), k.Title, k.Layout))
		}
	}
	return notes
}

// ownerNotes say that the records are in the file too, when rows of their ledger were refused for want of them.
func (im *Import) ownerNotes() []string {
	if im.Kind.Ledger == nil || !im.ownerless {
		return nil
	}
	of := im.Kind.Ledger.Of
	var headings []string
	for _, table := range im.Tables {
		for _, c := range table.Columns {
			headings = append(headings, c.Header)
		}
	}
	if _, all := readBy(of, headings); !all {
		return nil
	}
	return []string{fmt.Sprintf("这个文件里也有%s的内容：没有登记的，请先把这个文件按「%s」导入一次，再导入%s。", of.Title, of.Layout, im.Kind.Title)}
}

// readBy are the headings that a kind knows by name as its own, and whether its required fields are all among them.
func readBy(k *record.Kind, headings []string) (own []string, all bool) {
	var lead []record.Field
	if k.Ledger != nil {
		lead = k.Ledger.Lead
	}
	all = true
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.Part != nil || f.ListOnly || slices.ContainsFunc(lead, func(l record.Field) bool { return l.Key == f.Key }) {
			continue
		}
		at := slices.IndexFunc(headings, func(heading string) bool { return called(f, heading) })
		if at >= 0 && !slices.Contains(own, headings[at]) {
			own = append(own, headings[at])
		}
		all = all && (at >= 0 || !f.Required)
	}
	return own, all && len(own) > 0
}

// called reports whether a heading is one of the names of a field.
func called(f *record.Field, heading string) bool {
	heading = intake.FoldHeading(heading)
	return heading == intake.FoldHeading(f.Title) || slices.ContainsFunc(f.Aliases, func(alias string) bool { return heading == intake.FoldHeading(alias) })
}
