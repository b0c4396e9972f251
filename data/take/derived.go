package take

import (
	"fmt"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

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
