package take

import (
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
)

// rowNotes say in sentences which rows of the file are marked in ways that its columns do not say, and where comments are. What the marks mean only
// its owner knows, so the rows are taken in like others.
func rowNotes(workbook *intake.Workbook, tables []intake.Table) []string {
	var notes []string
	for _, sheet := range workbook.Sheets {
		var unseen, struck []string
		read := false
		for _, table := range tables {
			if table.Sheet != sheet.Name {
				continue
			}
			read = true
			for _, row := range table.Rows {
				if row.Unseen {
					unseen = append(unseen, strconv.Itoa(row.Line))
				}
				if row.Struck {
					struck = append(struck, strconv.Itoa(row.Line))
				}
			}
		}
		for _, of := range []struct {
			lines []string
			mark  string
		}{{unseen, "是隐藏或筛选掉的"}, {struck, "有删除线"}} {
			if len(of.lines) > 0 {
				notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 行%s（第 %s 行），照样录入；不要的请先在表格里删去，再导入。", sheet.Name, len(of.lines), of.mark, some(of.lines)))
			}
		}
		if read && len(sheet.Comments) > 0 {
			notes = append(notes, fmt.Sprintf("工作表「%s」有 %d 处批注（%s），不录入；要留的请写进表格的一栏。", sheet.Name, len(sheet.Comments), some(sheet.Comments)))
		}
	}
	return notes
}

// some names the first of several.
func some(of []string) string {
	const most = 12
	if len(of) <= most {
		return strings.Join(of, "、")
	}
	return strings.Join(of[:most], "、") + "……"
}
