package take

import (
	"fmt"
	"strings"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// readHeaded finds the columns of each sheet that have a heading in one of its tables.
func (im *Import) readHeaded() {
	headed := map[string]map[int]bool{}
	im.columns, im.separated = headed, map[string]bool{}
	for i := range im.Workbook.Sheets {
		im.separated[im.Workbook.Sheets[i].Name] = im.Workbook.Sheets[i].Separated
	}
	for i := range im.Tables {
		table := &im.Tables[i]
		if headed[table.Sheet] == nil {
			headed[table.Sheet] = map[int]bool{}
		}
		for _, c := range table.Columns {
			headed[table.Sheet][c.Index] = true
			for _, part := range c.Parts {
				headed[table.Sheet][part] = true
			}
		}
	}
}

// refuseBeyond looks for cells of a row under no heading. In a text, where a separator in a cell without quotes moves all that follow, cells beyond the
// last heading refuse the row; elsewhere they are named.
func (im *Import) refuseBeyond(t *taking) error {
	headed, separated := im.columns[t.row.Sheet], im.separated[t.row.Sheet]
	if headed == nil || t.row.From != "" {
		return nil
	}
	first, last := len(t.row.Raw), 0
	for i := range headed {
		first, last = min(first, i), max(last, i)
	}
	var beyond []string
	for i, text := range t.row.Raw {
		if text = strings.TrimSpace(text); text != "" && i > first && !headed[i] && (i > last || !separated) {
			beyond = append(beyond, "「"+text+"」")
		}
	}
	switch {
	case len(beyond) == 0:
		return nil
	case separated:
		return store.Refuse(store.CodeInvalid, "表头只有 %d 栏，这一行多出 %d 格：%s；可能有一格的文字里带了分隔符，请给那一格加上引号，或删去多出的格，再导入。", last+1, len(beyond), zh.JoinNames(beyond))
	}
	im.odd.note("没有标题的列里有内容，没有录入", fmt.Sprintf("第 %d 行%s", t.row.Line, strings.Join(beyond, "")))
	return nil
}
