package take

import (
	"fmt"
	"slices"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// listed is what a row says in columns of fields in front of a ledger's rows that are only listed, by their keys.
func (im *Import) listed(t *taking) record.Values {
	said := record.Values{}
	for _, c := range im.Tables[t.table].Columns {
		if c.Field != nil || c.Index >= len(t.row.Raw) || squeezed(t.row.Raw[c.Index]) == "" {
			continue
		}
		for i := range im.Kind.Ledger.Lead {
			if f := &im.Kind.Ledger.Lead[i]; f.ListOnly && (f.Title == c.Header || slices.Contains(f.Aliases, c.Header)) {
				said[f.Key] = t.row.Raw[c.Index]
			}
		}
	}
	return said
}

// noteDerived names cells of a row that say otherwise than what follows from the record, such as its state: they are not read. The title of the
// proposal that a record hangs on is compared elsewhere.
func (im *Import) noteDerived(t *taking, stored record.Values) {
	for _, c := range im.Tables[t.table].Columns {
		if c.Reason != intake.ReasonIgnored || c.Index >= len(t.row.Raw) {
			continue
		}
		text := t.row.Raw[c.Index]
		for i := range im.Kind.Fields {
			f := &im.Kind.Fields[i]
			if !f.ListOnly || f.Title != c.Header || f.Typed().Sheet() != intake.KindText || f.Key == "title" && im.Kind.ProposalKey != "" {
				continue
			}
			if squeezed(text) != "" && squeezed(text) != squeezed(stored[f.Key]) {
				im.odd.note("「"+c.Header+"」由记录推定，不从表中读取，与现在不同的", fmt.Sprintf("第 %d 行「%s」（现在「%s」）", t.row.Line, text, stored[f.Key]))
			}
		}
	}
}
