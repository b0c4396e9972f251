package record

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Dictionaries are the words of the office's word lists (用词): what proposals, members, units and the rest are sorted by. Records hold the
// words themselves, so giving a word another name gives it to them too. Rules of the program are told of some by name; those keep it.
var Dictionaries = &Kind{
	Name: "words", Title: "用词", Layout: "用词表", Order: "list_order, sort, id", Table: "dictionary", Removed: true, Tables: dictionaryTables,
	Fields: []Field{
		{Key: "list", Title: "词表", Required: true, Section: "用词", Example: "提案分类", Width: 110},
		{Key: "name", Title: "用词", Required: true, Example: "农林水利", Note: "改名时，用到它的记录一起改", Width: 150},
		{Key: "parent", Title: "归入", Aliases: []string{"上级"}, Example: "经济建设", Note: "提案分类归入五大建设，提案类型归入委员提案或集体提案，面商方式归入面对面的才算面商", Width: 110},
		{Key: "synonyms", Title: "别的写法", Aliases: []string{"同义词", "又作"}, Type: Several{}, Note: "导入的表里这样写的，当作这个词", Width: 150},
		{Key: "note", Title: "含义", Aliases: []string{"说明"}, Example: "", Width: 220},
		{Key: "sort", Title: "排序", Type: Whole{}, Expr: "CAST(sort AS TEXT)", Note: "列表、下拉和报表按它排，空着排在最后", Width: 60},
		{Key: "active", Title: "使用", Type: YesNo{}, Default: "是", Note: "停用的不再供选择，已用的记录不变", Width: 60},
		{Key: "from_year", Title: "启用年度", Type: Whole{}, Expr: yearText("from_year"), Note: "第一年，空着就是一直用", Width: 70},
		{Key: "to_year", Title: "用至年度", Type: Whole{}, Expr: yearText("to_year"), Note: "最后一年，空着就是一直用", Width: 70},
		{Key: "since", Title: "归入改自", Type: Whole{}, Expr: "''", TakeOnly: true, Asked: true, Note: "从哪一年起，空着就是各年都改"},
		{Key: "earlier", Title: "以前归入", ListOnly: true, Width: 160},
		{Key: "uses", Title: "用到的记录", Type: Whole{}, ListOnly: true, Width: 80},
	},
	Index: []string{"name"}, Shared: []string{"list"},
	Match: func(v Values, by Candidates) (int64, error) {
		for _, r := range by("name", v["name"]) {
			if r.Values["list"] == v["list"] {
				return r.ID, nil
			}
		}
		return 0, nil
	},
	Save: saveWord,
	Used: func(ctx context.Context, db bun.IDB, id int64) (string, error) {
		w, err := wordByID(ctx, db, id)
		if err != nil {
			return "", err
		}
		if w.list().keeps(w.Name) {
			return "", store.Refuse(store.CodeInvalid, "「%s」是程序认得的词，不能删除。", w.Name)
		}
		n, err := w.list().uses(ctx, db, w.Name)
		if err != nil || n == 0 {
			return "", err
		}
		return strconv.FormatInt(n, 10) + " 条记录", nil
	},
}

// WordList is one of the office's lists of words, declared by the kind whose records hold them.
type WordList struct {
	Dictionary string // its key: proposal_category
	Title      string
	Parents    string            // the dictionary of what its words are part of; "" when they are part of nothing
	Groups     []string          // likewise, where that is the program's
	Stored     map[string]string // what is stored for a group where that is not its name
	Closed     bool              // every word is the program's: none comes, goes or is renamed
	Fixed      []string          // the words the program's rules are told of by name
	Columns    []WordColumn
}

// WordColumn is where records hold words of a list: a column of a table, of the rows x for which the SQL Where holds, all when it is empty.
type WordColumn struct{ Table, Column, Where string }

// wordView is the words of the lists with how many records have each.
func wordView(lists []WordList) string {
	var titles, orders, parents, uses strings.Builder
	kinds := make([]string, len(lists))
	for i := range lists {
		l := &lists[i]
		kinds[i] = l.Dictionary
		when := " WHEN '" + l.Dictionary + "' THEN "
		titles.WriteString(when + store.QuoteText(l.Title))
		orders.WriteString(when + strconv.Itoa(i))
		uses.WriteString(when + l.countSQL("d.name"))
		for _, group := range l.Groups {
			if code := l.Stored[group]; code != "" {
				parents.WriteString(" WHEN d.kind = '" + l.Dictionary + "' AND d.parent = " + store.QuoteText(code) + " THEN " + store.QuoteText(group))
			}
		}
	}
	const earlier = "COALESCE((SELECT group_concat('至' || w.until_year || '年归入' || w.parent, '；' ORDER BY w.until_year) FROM word_past w WHERE w.word_id = d.id), '') AS earlier, "
	return "(SELECT d.id, d.from_year, d.to_year, " + earlier + "CASE d.kind" + titles.String() + " END AS list, CASE d.kind" + orders.String() + " END AS list_order, d.name, " +
		"CASE" + parents.String() + " WHEN true THEN d.parent END AS parent, d.synonyms, d.note, d.sort, d.active, " +
		"CAST(CASE d.kind" + uses.String() + " END AS TEXT) AS uses FROM dictionary d WHERE d.kind IN ('" + strings.Join(kinds, "', '") + "')) AS word_list"
}

// yearText is the SQL of a year as text, empty for none.
func yearText(column string) string {
	return "CASE " + column + " WHEN 0 THEN '' ELSE CAST(" + column + " AS TEXT) END"
}

// listWords makes the kind of words that of the lists.
func listWords(lists []WordList) {
	Dictionaries.From = wordView(lists)
	list := Dictionaries.Field("list")
	titles := make([]string, len(lists))
	for i := range lists {
		titles[i] = lists[i].Title
	}
	list.Type = Word{Words: titles}
}

// countSQL counts the records that have a word; name is the SQL of it.
func (l *WordList) countSQL(name string) string {
	var counts []string
	for _, c := range l.Columns {
		counts = append(counts, "(SELECT count(*) FROM "+c.Table+" x WHERE x."+c.Column+" = "+name+c.within()+")")
	}
	return strings.Join(counts, " + ")
}

// within is the further condition on a row x of the column.
func (c WordColumn) within() string {
	if c.Where == "" {
		return ""
	}
	return " AND " + c.Where
}

// Grows reports whether the office can add words to the list.
func (l *WordList) Grows() bool { return l != nil && !l.Closed }

// keeps reports whether the word is one the program is told of by name.
func (l *WordList) keeps(name string) bool { return l.Closed || slices.Contains(l.Fixed, name) }

func (l *WordList) uses(ctx context.Context, db bun.IDB, name string) (int64, error) {
	return store.LookUp(ctx, db, "SELECT "+l.countSQL("?0"), name)
}
