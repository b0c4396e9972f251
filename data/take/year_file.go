package take

import (
	"path/filepath"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
)

// yearOfFile is the year that the name of the file says for a table that says none. A word such as 去年 says which year only to whoever knows when it was
// written: the table, or the file where that says no year, is refused.
func yearOfFile(file string, table *intake.Table, group string) (year intake.Period, where string, err error) {
	sheet := "工作表「" + table.Sheet + "」"
	texts := [][2]string{{sheet, table.Sheet}, {sheet + "的分组「" + group + "」", group}}
	for _, line := range table.Titles {
		texts = append(texts, [2]string{sheet + "的标题「" + line + "」", line})
	}
	if err = refuseRelative(texts...); err != nil {
		return year, "", err
	}
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	where = "文件名「" + name + "」"
	year, where, err = agreed([]saying{{where, intake.PeriodsOf(name, false)}}, func(p intake.Period) bool { return p.Year != 0 })
	if err == nil && year.Year == 0 {
		err = refuseRelative([2]string{"文件名「" + name + "」", name})
	}
	return year, where, err
}

// refuseRelative refuses a year that one of the texts, each after where it is, names by a word such as 去年.
func refuseRelative(texts ...[2]string) error {
	for _, text := range texts {
		if word := intake.RelativeYear(text[1]); word != "" {
			return store.Refuse(store.CodeInvalid, "%s写的是「%s」，看不出是哪一年；请把它改成年份，如「2025年」，或在表中加一栏写明年度或会议。", text[0], word)
		}
	}
	return nil
}
