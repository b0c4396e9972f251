package take

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// A ledger may write one proposal over several rows, one for each unit or proposer, and beside each unit what it does: 主办 or 会办.

var (
	joinedKeys = []string{"proposer", "joint", "seconders", "lead_units", "co_units"} // what the rows of a proposal say together
	replyKeys  = []string{"replied_on", "doc_number", "result_class", "signer"}       // of the unit that answers
	unitsKey   = "lead_units"                                                         // where the units are read
	answersIn  = "各单位的分工和答复，可在提案导入以后按「" + proposal.Assignments.Layout + "」导入"         // what to do with what one row cannot say
)

// joinRows puts the rows of one proposal that follow each other together.
func (im *Import) joinRows(takings []*taking) {
	if im.Kind.Name != proposal.Proposals.Name {
		return
	}
	for i := 0; i < len(takings); {
		n := 1
		for i+n < len(takings) && im.goesOn(takings[i], takings[i+n-1], takings[i+n]) {
			n++
		}
		if n > 1 {
			im.joinGroup(takings[i : i+n])
		}
		i += n
	}
}

// goesOn reports whether a row is of the proposal that begins above it: it has the same number and subject, or is right below and has neither, but a unit
// or proposer.
func (im *Import) goesOn(first, above, t *taking) bool {
	if t.table != first.table || t.row.From != first.row.From || im.sameAs(first) == "" {
		return false
	}
	if same := im.sameAs(t); same != "" {
		return same == im.sameAs(first)
	}
	return t.row.Line == above.row.Line+1 && t.row.Text("number") == "" && t.row.Text(im.Kind.Subject) == "" && t.row.Text("serial") == "" &&
		slices.ContainsFunc(joinedKeys, func(key string) bool { return t.row.Text(key) != "" })
}

// joinGroup makes one row of those of a proposal, unless they say the same. What only one of them can say refuses all.
func (im *Import) joinGroup(group []*taking) {
	first, says := group[0], saidTogether(group)
	if !slices.ContainsFunc(joinedKeys, func(key string) bool { return len(says[key]) > len(zh.SplitNames(first.row.Text(key))) }) {
		return
	}
	cells, other := im.oneRow(group)
	for key, texts := range says {
		if len(texts) > 0 {
			cells[key] = intake.TextCell(zh.JoinNames(texts))
		}
	}
	unparted := unpartedIn(group, says[unitsKey])
	first.row.Cells = cells
	var lines []string
	for _, t := range group {
		lines = append(lines, fmt.Sprint(t.row.Line))
		if t == first {
			continue
		}
		t.partOf = first
		if t.row.Refused != "" && first.row.Refused == "" {
			first.row.Refused = fmt.Sprintf("第 %d 行%s", t.row.Line, t.row.Refused)
		}
	}
	first.row.Refused = cmp.Or(first.row.Refused, unparted)
	where := "第 " + strings.Join(lines, "、") + " 行"
	if other != nil {
		first.row.Refused = fmt.Sprintf("%s写的是同一提案，「%s」看不出录入哪一个；请把这件提案写成一行，%s。", where, other.Title, answersIn)
		return
	}
	im.odd.note("一件提案写成几行，合成一件录入", where)
}

// unpartedIn says which of the rows of a proposal leaves open what its unit does while others say it, "" when none does.
func unpartedIn(group []*taking, units []string) string {
	unit := proposal.Unparted(units)
	for _, t := range group {
		if unit != "" && slices.Contains(zh.SplitNames(t.row.Text(unitsKey)), unit) {
			return fmt.Sprintf("第 %d 行没有写「%s」是主办还是会办，同一提案的别的行写了；请在「分工」一栏写明。", t.row.Line, unit)
		}
	}
	return ""
}

// saidTogether are the units and proposers of rows.
func saidTogether(group []*taking) map[string][]string {
	says := map[string][]string{}
	for _, t := range group {
		for _, key := range joinedKeys {
			for _, text := range zh.SplitNames(t.row.Text(key)) {
				if !slices.Contains(says[key], text) {
					says[key] = append(says[key], text)
				}
			}
		}
	}
	return says
}

// oneRow are the cells of rows put together, but for units and proposers, and a field of which they say different things, nil when there is none. The
// reply is that of the first unit that does not only help.
func (im *Import) oneRow(group []*taking) (cells map[string]intake.Cell, other *record.Field) {
	cells = map[string]intake.Cell{}
	for _, f := range im.Kind.TakenFields() {
		reply := slices.Contains(replyKeys, f.Key)
		for _, t := range group {
			cell := t.row.Cells[f.Key]
			switch is := cells[f.Key]; {
			case cell.Empty() || reply && helps(t):
			case is.Empty():
				cells[f.Key] = cell
			case squeezed(is.String()) != squeezed(cell.String()) && !slices.Contains(joinedKeys, f.Key):
				other = &f
			}
			if reply && !cell.Empty() && helps(t) {
				im.odd.note("会办单位的答复不在这张表里录入；提案导入以后，请把这个文件再按「"+proposal.Assignments.Layout+"」导入一次", lineOf(t.row, t.row.Text(unitsKey)))
			}
		}
		if reply && !cells[f.Key].Empty() && leads(group) > 1 {
			other = &f // nobody can say whose it is
		}
	}
	return cells, other
}

// leads is how many rows have units that do not only help.
func leads(group []*taking) (n int) {
	for _, t := range group {
		if t.row.Text(unitsKey) != "" && !helps(t) {
			n++
		}
	}
	return n
}

// helps reports whether the units of a row are said to help only.
func helps(t *taking) bool {
	units := t.row.Text(unitsKey)
	return units != "" && proposal.OnlyHelp(units)
}

// takePart has a row of a proposal that another one begins become what that became.
func (im *Import) takePart(t *taking) error {
	first := t.partOf
	t.result.Name, t.result.scope = first.result.Name, first.result.scope
	if !first.tookIn() {
		return t.result.reject(store.Refuse(store.CodeDuplicate, "与%s是同一%s，那一行没有录入，请一起改正后再导入。", first.key().from(t.row.Sheet), im.Kind.Title))
	}
	t.taken, t.result.Outcome, t.result.ID = true, RowSame, first.result.ID
	return nil
}
