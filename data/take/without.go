package take

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// refuseWithout refuses the rows of tables in which none of the fields is found that the kind has from the data, as the indicators of a scheme, while
// there are headings that are not recognised: those are the fields, under other names. A table that says 作废 has no need of them.
func (im *Import) refuseWithout(extra []record.Field) {
	if len(extra) == 0 {
		return
	}
	var titles []string
	for i := range extra {
		titles = append(titles, extra[i].Title)
	}
	for t := range im.Tables {
		table := &im.Tables[t]
		if len(table.Unknown) == 0 || slices.ContainsFunc(table.Columns, func(c intake.Column) bool { return im.speaks(c, extra) }) {
			continue
		}
		for i := range table.Rows {
			if table.Rows[i].Refused == "" {
				table.Rows[i].Refused = fmt.Sprintf("没有认出一项%s的内容，认不出的标题是「%s」；请把标题改成「%s」，再导入。", im.Kind.Title, some(table.Unknown), strings.Join(titles[:min(len(titles), 12)], "」「"))
			}
		}
	}
}

// speaks reports whether a column is one of the fields, or says yes or no.
func (im *Import) speaks(c intake.Column, extra []record.Field) bool {
	if c.Field == nil {
		return false
	}
	if slices.ContainsFunc(extra, func(f record.Field) bool { return f.Key == c.Field.Key }) {
		return true
	}
	f := im.Kind.Field(c.Field.Key)
	if f == nil {
		return false
	}
	_, yesNo := f.Typed().(record.YesNo)
	return yesNo
}
