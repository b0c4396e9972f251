package data

import (
	"cmp"
	"errors"

	"cppccdesk/data/cell"
)

// errUnseen is why a text that holds the named character is not kept; the words are made to follow 「手机」一栏为「…」，.
func errUnseen(name string) error { return errors.New("含有" + name + "，请删去它") }

// refuseUnseen refuses with CodeInvalid a row whose texts hold characters that cannot be seen: every write of the program but undo, which puts
// back what was there. names are the row's columns.
func refuseUnseen(table string, row columns, names []string) error {
	for _, name := range names {
		text, ok := row[name].(string)
		if !ok {
			continue
		}
		if character := cell.Unseen(text); character != "" {
			return Refuse(CodeInvalid, "「%s」里%s，不能保存。", titleOf(table, name), errUnseen(character))
		}
	}
	return nil
}

// refuseUnseen does for the values of a record, before anything is looked up by them, what is done for a row when it is written.
func (k *Kind) refuseUnseen(v Values) error {
	for i := range k.Fields {
		f := &k.Fields[i]
		if character := cell.Unseen(v[f.Key]); character != "" && f.Part == nil { // the rows of a part are looked at one by one
			return Refuse(CodeInvalid, "「%s」里%s，不能保存。", f.Title, errUnseen(character))
		}
	}
	return nil
}

// columnTitles are what people call the columns: by table and name the title of the field of a kind, by name alone that of any kind. It is
// filled when the program starts, because the kinds themselves write rows.
var columnTitles = map[string]string{}

func init() {
	for _, k := range Kinds() {
		for _, f := range k.Fields {
			columnTitles[k.Table+"."+f.Key] = f.Title
			if columnTitles[f.Key] == "" {
				columnTitles[f.Key] = f.Title
			}
		}
	}
}

func titleOf(table, name string) string {
	return cmp.Or(columnTitles[table+"."+name], columnTitles[name], "这一栏")
}
