package record

import (
	"maps"
	"slices"
	"strings"
)

// TableWords are what the journal calls the rows and columns of a table.
type TableWords struct {
	Title   string
	Name    []string          // the columns that name a row; references are followed to the name of what they refer to
	Columns map[string]string // beyond commonWords, the fields of the kind and references, which are called as what they refer to
	YesNo   []string          // the columns that hold 1 or 0 for 是 or 否
}

// ownTables are the tables that belong to no sort of record.
var ownTables = map[string]TableWords{
	"paper_template": {Title: "文书模板", Name: []string{"name"}},
	"report_order":   {Title: "本单位表样", Name: []string{"report"}, Columns: map[string]string{"report": "报表", "sheet": "工作表", "names": "人员次序"}},
	"report_column":  {Title: "本单位表样", Name: []string{"report", "name"}, Columns: map[string]string{"report": "报表", "sheet": "工作表", "code": "代码", "heading": "栏名", "width": "宽度", "printed": "印"}, YesNo: []string{"printed"}},
	"setting":        {Title: "设置", Name: []string{"label", "key"}, Columns: map[string]string{"value": "值", "label": "名称", "choice": "可选值", "key": "代码"}},
	"attachment":     {Title: "附件", Name: []string{"name"}, Columns: map[string]string{"tbl": "所属表", "row_id": "所属记录", "digest": "内容校验", "size": "大小（字节）", "added_on": "添加日期"}},
	"import_layout":  {Title: "导入版式", Name: []string{"kind"}, Columns: map[string]string{"headings": "表头", "mapping": "列的对应", "duplicates": "重复的处理", "blocks": "评分版式", "used_on": "上次使用"}},
	"disclosure":     {Title: "查看证件和电话", Name: []string{"kind", "fields"}, Columns: map[string]string{"row_id": "所属记录", "fields": "内容", "purpose": "用途"}},
}

var dictionaryTables = map[string]TableWords{
	"dictionary": {Title: "用词", Name: []string{"name"}, Columns: map[string]string{"kind": "词表", "code": "代码", "parent": "归入", "active": "使用", "synonyms": "别的写法", "from_year": "启用年度", "to_year": "用至年度"}, YesNo: []string{"active"}},
	"word_past":  {Title: "用词以前的归入", Columns: map[string]string{"word_id": "用词", "until_year": "用至年度", "parent": "归入"}},
}

// commonWords are the columns that mean the same wherever they are.
var commonWords = map[string]string{
	"name": "名称", "note": "备注", "sort": "排序", "year": "年度", "number": "编号", "title": "名称", "kind": "类别", "role": "角色", "ordinal": "次序",
	"from_on": "开始日期", "to_on": "结束日期", "until_on": "使用至", "on_date": "日期", "due_on": "期限", "done_on": "完成日期", "round": "轮次", "category": "类别",
	"status": "状态", "reason": "原因", "post": "职务", "opinion": "意见", "short": "简称",
	"term_id": "届次", binColumn: "回收站",
}

// tablesOf are the words of every journalled table. A test holds them against the schema.
func tablesOf(kinds []*Kind) map[string]TableWords {
	all := maps.Clone(ownTables)
	for _, k := range kinds {
		maps.Copy(all, k.Tables)
	}
	return all
}

// fieldsOf are the fields of kinds by table and column, with those of people under person.
func fieldsOf(kinds []*Kind) map[string]map[string]*Field {
	found := map[string]map[string]*Field{"person": {}}
	for _, k := range kinds {
		if found[k.Table] == nil {
			found[k.Table] = map[string]*Field{}
		}
		tables := []string{k.Table}
		if slices.Contains(personal, k.Table) {
			tables = append(tables, "person")
		}
		for i := range k.Fields {
			f := &k.Fields[i]
			for _, table := range tables {
				_, yesNo := f.Type.(YesNo)
				if found[table][f.Key] == nil && (f.Expr == "" || yesNo) {
					found[table][f.Key] = f
				}
			}
		}
	}
	return found
}

// columnTitle is what a column is called; ok is false when it has no words.
func columnTitle(table, column string) (title string, ok bool) {
	if title, ok := registry.tables[table].Columns[column]; ok {
		return title, true
	}
	if f := registry.fields[table][column]; f != nil {
		return f.Title, true
	}
	if title, ok = commonWords[column]; ok {
		return title, true
	}
	if of, refers := strings.CutSuffix(column, "_id"); refers {
		title = registry.tables[of].Title
	}
	return title, title != ""
}

// sensitiveColumn tells whether a column is masked unless asked for.
func sensitiveColumn(table, column string) bool {
	f := registry.fields[table][column]
	return f != nil && f.Sensitive
}
