package take

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/zh"
)

// readRoles puts what columns say of the part of units beside their names: 分工 with 主办 or 会办 in it, or 独办, 分办, 协助 with the units. Another column of
// all units is compared with those of each part.
func (im *Import) readRoles() {
	if im.Kind.Name != proposal.Proposals.Name {
		return
	}
	for t := range im.Tables {
		im.readRolesOf(&im.Tables[t])
	}
}

func (im *Import) readRolesOf(table *intake.Table) {
	units := slices.ContainsFunc(table.Columns, func(c intake.Column) bool { return c.Field != nil && c.Field.Key == unitsKey })
	for _, c := range table.Columns {
		role := roleOfUnits(c.Header)
		if c.Field != nil || c.Reason != "" || role == "" && (!units || namesAllUnits(c.Header) || !saysRoles(table, c)) {
			continue
		}
		for i := range table.Rows {
			readRole(&table.Rows[i], c, role)
		}
		im.noteColumn(table, c, "读作承办单位的分工")
	}
	if units {
		im.compareAllUnits(table)
	}
}

// compareAllUnits looks at columns of all units, now that those of each part are known.
func (im *Import) compareAllUnits(table *intake.Table) {
	for _, c := range table.Columns {
		if c.Field != nil || c.Reason != "" || !namesAllUnits(c.Header) {
			continue
		}
		for i := range table.Rows {
			compareUnits(&table.Rows[i], c)
		}
		im.noteColumn(table, c, "与各分工的单位核对，没有另外录入")
	}
}

// noteColumn says what became of a column that is no field's.
func (im *Import) noteColumn(table *intake.Table, c intake.Column, what string) {
	table.Unknown = slices.DeleteFunc(slices.Clone(table.Unknown), func(header string) bool { return header == c.Header })
	im.Notes = append(im.Notes, fmt.Sprintf("工作表「%s」「%s」%s。", table.Sheet, c.Header, what))
}

// lowest is the last of the headings that stand over a column.
func lowest(header string) string { return squeezed(header[strings.LastIndex(header, "/")+1:]) }

// roleOfUnits is the part of units that a column of them is headed by: 独办, 分办单位, 承办单位/协助; "" for another heading.
func roleOfUnits(header string) string {
	text := lowest(header)
	switch {
	case text == "分别办理单位":
		text = "分办"
	case namesAllUnits(header), utf8.RuneCountInString(text) < 2 && !strings.Contains(header, "/"):
		return ""
	}
	return proposal.UnitRole(text)
}

// namesAllUnits reports whether a heading is for units whatever their part.
func namesAllUnits(header string) bool {
	switch lowest(header) {
	case "承办", "承办单位", "承办部门", "办理单位", "办理部门":
		return true
	}
	return false
}

// roleHeads are the headings of columns of the part of units, as the ledger of units has them.
func roleHeads() []string {
	f := proposal.Assignments.Field("role")
	return append([]string{f.Title}, f.Aliases...)
}

// saysRoles reports whether a column has words for the part of a unit: nothing else or, where its heading says that it has them, some.
func saysRoles(table *intake.Table, c intake.Column) bool {
	said, odd := 0, 0
	for _, row := range table.Rows {
		switch text := rawText(row, c.Index); {
		case text == "":
		case proposal.UnitRole(text) == "":
			odd++
		default:
			said++
		}
	}
	return said > 0 && (odd == 0 || slices.Contains(roleHeads(), squeezed(c.Header)))
}

// rawText is a cell by its column, "" when it says nothing.
func rawText(row intake.Row, column int) string {
	if column >= len(row.Raw) || intake.IsNothing(row.Raw[column]) {
		return ""
	}
	return squeezed(row.Raw[column])
}

// readRole marks the units of a row with the word of a column, or adds those that a column of the role names. A row with another word is refused.
func readRole(row *intake.Row, c intake.Column, role string) {
	text, units := rawText(*row, c.Index), row.Text(unitsKey)
	ticked := role != "" && intake.IsTick(text)
	switch {
	case text == "":
		return
	case role != "" && !ticked:
		if text = newUnits(row, row.Raw[c.Index]); text == "" {
			return
		}
		if text = proposal.WithRole(text, role); units != "" {
			text = units + "、" + text
		}
	case !ticked && proposal.UnitRole(text) == "":
		row.Refused = cmp.Or(row.Refused, fmt.Sprintf("「%s」一栏为「%s」，看不出是哪一种分工；认得的有%s。", c.Header, text, proposal.RolesKnown))
		return
	case units == "":
		return
	default:
		text = proposal.WithRole(units, cmp.Or(role, proposal.UnitRole(text)))
	}
	setUnits(row, text)
}

func setUnits(row *intake.Row, units string) {
	row.Cells = maps.Clone(row.Cells)
	row.Cells[unitsKey] = intake.TextCell(units)
}

// newUnits are those of a text that the row does not have, in full or in short.
func newUnits(row *intake.Row, text string) string {
	has := append(proposal.UnitNames(row.Text(unitsKey)), proposal.UnitNames(row.Text("co_units"))...)
	return zh.JoinNames(slices.DeleteFunc(proposal.UnitNames(text), func(name string) bool {
		name = fold.Called(name)
		return slices.ContainsFunc(has, func(other string) bool {
			other = fold.Called(other)
			return strings.HasSuffix(other, name) || strings.HasSuffix(name, other)
		})
	}))
}

// compareUnits takes the units of a column of all for those of a row that has no others; one that no part has refuses the row.
func compareUnits(row *intake.Row, c intake.Column) {
	switch text := rawText(*row, c.Index); {
	case text == "":
	case row.Text(unitsKey) == "" && row.Text("co_units") == "":
		setUnits(row, row.Raw[c.Index])
	default:
		if units := newUnits(row, row.Raw[c.Index]); units != "" {
			row.Refused = cmp.Or(row.Refused, fmt.Sprintf("「%s」一栏有「%s」，主办、会办各栏里却没有；请改成一致后再导入。", c.Header, units))
		}
	}
}
