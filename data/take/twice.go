package take

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/intake"
)

// twiceNotes say which columns are not read because another one of the same heading is.
func (im *Import) twiceNotes() (notes []string) {
	for t := range im.Tables {
		table := &im.Tables[t]
		for _, c := range table.Columns {
			filled := slices.ContainsFunc(table.Rows, func(row intake.Row) bool { return c.Index < len(row.Raw) && strings.TrimSpace(row.Raw[c.Index]) != "" })
			if c.Reason != intake.ReasonTwice || !filled {
				continue
			}
			first := slices.IndexFunc(table.Columns, func(other intake.Column) bool { return other.Field != nil && other.Header == c.Header })
			if first < 0 {
				continue
			}
			notes = append(notes, fmt.Sprintf("工作表「%s」有几栏都叫「%s」，只读了 %s 列，%s 列没有读取，看不出它是什么；要读它请把标题写明白（命令用 --map %s=项目）。",
				table.Sheet, c.Header, intake.ColumnName(table.Columns[first].Index+1), intake.ColumnName(c.Index+1), c.Name))
		}
	}
	return notes
}
