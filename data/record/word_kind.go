package record

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
)

// Dictionaries are the words of the office's word lists (用词): what proposals, members, units and the rest are sorted by. Records hold the
// words themselves, so giving a word another name gives it to them too. Rules of the program are told of some by name; those keep it.
var Dictionaries = &Kind{
	Name: "words", Title: "用词", Layout: "用词表", From: wordView, Order: "list_order, sort, id", Table: "dictionary", Removed: true, Tables: dictionaryTables,
	Fields: []Field{
		{Key: "list", Title: "词表", Words: wordListTitles(), Required: true, Section: "用词", Example: "提案分类", Width: 110},
		{Key: "name", Title: "用词", Required: true, Example: "农林水利", Note: "改名时，用到它的记录一起改", Width: 150},
		{Key: "parent", Title: "归入", Aliases: []string{"上级"}, Example: "经济建设", Note: "提案分类归入五大建设，提案类型归入委员提案或集体提案，面商方式归入面对面的才算面商", Width: 110},
		{Key: "synonyms", Title: "别的写法", Aliases: []string{"同义词", "又作"}, Many: true, Note: "导入的表里这样写的，当作这个词", Width: 150},
		{Key: "note", Title: "含义", Aliases: []string{"说明"}, Example: "", Width: 220},
		{Key: "sort", Title: "排序", Kind: intake.KindInt, Expr: "CAST(sort AS TEXT)", Note: "列表、下拉和报表按它排，空着排在最后", Width: 60},
		{Key: "active", Title: "使用", Bool: true, Default: "是", Note: "停用的不再供选择，已用的记录不变", Width: 60},
		{Key: "uses", Title: "用到的记录", Kind: intake.KindInt, ListOnly: true, Width: 80},
	},
	Index: []string{"name"},
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

// faceMode is how dictionary.parent says that a mode of consultation is face to face.
const faceMode, faceTitle = "face", "面对面"

// wordList is one list of words.
type wordList struct {
	kind, title string
	parents     string   // the dictionary of what its words are part of; "" when they are part of nothing
	groups      []string // likewise, where that is the program's
	closed      bool     // every word is the program's: none comes, goes or is renamed
	fixed       []string // the words the program's rules are told of by name
	columns     []wordColumn
}

// wordColumn is where records hold words of a list.
type wordColumn struct{ table, column string }

// wordLists are the lists the office sees, in the order they are shown.
var wordLists = []wordList{
	{kind: "field", title: "五大建设", columns: []wordColumn{{"dictionary", "parent"}}},
	{kind: "proposal_category", title: "提案分类", parents: "field", columns: []wordColumn{{"proposal", "category"}}},
	{kind: "proposal_kind", title: "提案类型", groups: []string{"委员提案", "集体提案"}, fixed: []string{"个人提案", "联名提案"}, columns: []wordColumn{{"proposal", "kind"}}},
	{kind: "timing", title: "时间属性", fixed: []string{"大会提案", "平时提案"}, columns: []wordColumn{{"proposal", "timing"}}},
	{kind: "conclusion", title: "审查结论", closed: true, columns: []wordColumn{{"proposal", "conclusion"}}},
	{kind: "destination", title: "不立案去向", fixed: []string{"退回提案人"}, columns: []wordColumn{{"proposal", "destination"}}},
	{kind: "refusal_reason", title: "不立案原因", columns: []wordColumn{{"proposal_refusal", "reason"}}},
	{kind: "handling", title: "办理类型", closed: true, columns: []wordColumn{{"proposal", "handling"}}},
	{kind: "consultation_mode", title: "面商方式", groups: []string{faceTitle}, columns: []wordColumn{{"consultation", "mode"}}},
	{kind: "result_class", title: "办理结果", fixed: []string{"A", "B"}, columns: []wordColumn{{"reply", "result_class"}}},
	{kind: "satisfaction", title: "征询意见", closed: true, columns: []wordColumn{{"feedback", "attitude"}, {"feedback", "result"}}},
	{kind: "adoption", title: "采纳情况", fixed: []string{"采纳", "部分采纳"}, columns: []wordColumn{{"feedback", "adoption"}}},
	{kind: "tracking_node", title: "跟踪节点", fixed: []string{"落实"}, columns: []wordColumn{{"tracking_node", "kind"}}},
	{kind: "activity_kind", title: "活动类别", fixed: []string{"座谈会", "专题调研", "汇报会"}, columns: []wordColumn{{"activity", "kind"}}},
	{kind: "rater_category", title: "评委类别", columns: []wordColumn{{"rater", "category"}, {"rater_weight", "category"}}},
	{kind: "unit_system", title: "单位系统", columns: []wordColumn{{"unit", "system"}}},
	{kind: "cppcc_post", title: "政协职务", columns: []wordColumn{{"member_post", "post"}}},
	{
		kind: "member_status", title: "委员状态", groups: []string{"离任"}, columns: []wordColumn{{"member", "status"}, {"member_status", "status"}},
		fixed: []string{"在册", "届中增补", "届满", "去世", "锁定"},
	},
	{kind: "political", title: "政治面貌", columns: []wordColumn{{"person", "political"}}},
	{kind: "education", title: "学历", columns: []wordColumn{{"person", "education"}}},
	{kind: "degree", title: "学位", columns: []wordColumn{{"person", "degree"}}},
	{kind: "org_kind", title: "单位性质", columns: []wordColumn{{"person", "org_kind"}}},
	{kind: "in_system", title: "体制内外", closed: true, columns: []wordColumn{{"person", "in_system"}}},
	{kind: "gender", title: "性别", closed: true, columns: []wordColumn{{"person", "gender"}}},
	{kind: "ethnicity", title: "民族", columns: []wordColumn{{"person", "ethnicity"}}},
}

// wordView is the words of those lists with how many records have each.
var wordView = func() string {
	var titles, orders, uses strings.Builder
	for i := range wordLists {
		l := &wordLists[i]
		titles.WriteString(" WHEN '" + l.kind + "' THEN '" + l.title + "'")
		orders.WriteString(" WHEN '" + l.kind + "' THEN " + strconv.Itoa(i))
		uses.WriteString(" WHEN '" + l.kind + "' THEN " + l.countSQL("d.name"))
	}
	return "(SELECT d.id, CASE d.kind" + titles.String() + " END AS list, CASE d.kind" + orders.String() + " END AS list_order, d.name, " +
		"CASE d.parent WHEN '" + faceMode + "' THEN '" + faceTitle + "' ELSE d.parent END AS parent, d.synonyms, d.note, d.sort, d.active, " +
		"CAST(CASE d.kind" + uses.String() + " END AS TEXT) AS uses FROM dictionary d WHERE d.kind IN ('" + strings.Join(wordListKinds(), "', '") + "')) AS word_list"
}()

func wordListKinds() []string {
	var kinds []string
	for i := range wordLists {
		kinds = append(kinds, wordLists[i].kind)
	}
	return kinds
}

func wordListTitles() []string {
	var titles []string
	for i := range wordLists {
		titles = append(titles, wordLists[i].title)
	}
	return titles
}

// countSQL counts the records that have a word; name is the SQL of it.
func (l *wordList) countSQL(name string) string {
	var counts []string
	for _, c := range l.columns {
		counts = append(counts, "(SELECT count(*) FROM "+c.table+" x WHERE x."+c.column+" = "+name+l.within(c)+")")
	}
	return strings.Join(counts, " + ")
}

// within is the further condition on a row x of a column that holds words of several lists.
func (l *wordList) within(c wordColumn) string {
	if c.table == "dictionary" {
		return " AND x.kind = 'proposal_category'"
	}
	return ""
}

// Grows reports whether the office can add words to the list.
func (l *wordList) Grows() bool { return l != nil && !l.closed }

// keeps reports whether the word is one the program is told of by name.
func (l *wordList) keeps(name string) bool { return l.closed || slices.Contains(l.fixed, name) }

func (l *wordList) uses(ctx context.Context, db bun.IDB, name string) (int64, error) {
	return store.LookUp(ctx, db, "SELECT "+l.countSQL("?0"), name)
}
