package proposal

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// A CategoryScheme is a ready-made set of categories (提案分类) an office can go over to from a year on. Earlier years keep theirs.
type CategoryScheme struct {
	Name  string
	Words []Category
}

// A Category is a word of a scheme and the one of the five fields (五大建设) it is counted in; the office can count it in another.
type Category struct{ Name, Field string }

// The five fields.
const (
	economy  = "经济建设"
	politics = "政治建设"
	culture  = "文化建设"
	society  = "社会建设"
	ecology  = "生态文明建设"
)

// CategorySchemes are the three sets in use among counties: the five fields themselves, twelve and thirteen categories.
var CategorySchemes = []CategoryScheme{
	{"五大建设", []Category{{economy, economy}, {politics, politics}, {culture, culture}, {society, society}, {ecology, ecology}}},
	{"十二类", []Category{
		{"工业经济", economy},
		{"农林水利", economy},
		{"财贸金融", economy},
		{"道路交通", society},
		{"城建管理", society},
		{"环境保护", ecology},
		{"医药卫生", society},
		{"科技教育", culture},
		{"文化体育", culture},
		{"劳动人事", society},
		{"政法统战", politics},
		{"其他", society},
	}},
	{"十三类", []Category{
		{"经济发展", economy},
		{"城乡建设", society},
		{"民政劳动", society},
		{"农牧林水", economy},
		{"科教文卫体", culture},
		{"财税金融", economy},
		{"交通旅游", society},
		{"资源环境", ecology},
		{"政务服务", politics},
		{"民族宗教", politics},
		{"纪检政法", politics},
		{"组宣统战", politics},
		{"其他方面", society},
	}},
}

const categoryList = "proposal_category"

// SchemeNamed is the scheme of that name.
func SchemeNamed(name string) (CategoryScheme, error) {
	var names []string
	for _, s := range CategorySchemes {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return CategoryScheme{}, store.Refuse(store.CodeNotFound, "没有名为「%s」的分类方案，有的是：%s。", name, zh.JoinNames(names))
}

// A WordChange is what going over to a scheme does to one word.
type WordChange struct {
	Name, Field string
	What        string // in words: 用至 2026 年
	Uses        int    // proposals of the years in which the word is not used any more that have it

	id     int64
	values record.Values
}

// SchemeChanges are what going over to a scheme from a year on does to the categories: those not in it end the year before, those in it begin. It
// refuses a year that is none, and a scheme that is in use already.
func SchemeChanges(ctx context.Context, db bun.IDB, scheme CategoryScheme, from int) ([]WordChange, error) {
	if !record.IsYear(from) {
		return nil, store.Refuse(store.CodeInvalid, "从哪一年起应为 2027 这样的四位年份。")
	}
	words, err := record.Dictionary(ctx, db, categoryList)
	if err != nil {
		return nil, err
	}
	var changes []WordChange
	for i := range words {
		w := &words[i]
		in := slices.ContainsFunc(scheme.Words, func(c Category) bool { return c.Name == w.Name })
		if in || !w.Active || w.ToYear != 0 && w.ToYear < from {
			continue
		}
		c, err := ended(ctx, db, w, from)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	for _, c := range scheme.Words {
		at := slices.IndexFunc(words, func(w record.Entry) bool { return w.Name == c.Name })
		if at < 0 {
			changes = append(changes, begun(c, from))
		} else if w := &words[at]; !w.Active || w.FromYear > from || w.ToYear != 0 {
			changes = append(changes, resumed(w, from))
		}
	}
	if len(changes) == 0 {
		return nil, store.Refuse(store.CodeDuplicate, "%d 年起用的已经是「%s」。", from, scheme.Name)
	}
	return changes, nil
}

// ended is the end of a word before a year; one that would begin later is not used at all.
func ended(ctx context.Context, db bun.IDB, w *record.Entry, from int) (WordChange, error) {
	c := WordChange{Name: w.Name, Field: w.Parent, What: fmt.Sprintf("用至 %d 年", from-1), id: w.ID, values: record.Values{"to_year": strconv.Itoa(from - 1)}}
	if w.FromYear >= from {
		c.What, c.values = "停用", record.Values{"active": "否"}
	}
	n, err := store.LookUp(ctx, db, "SELECT count(*) FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.category = ? AND s.year >= ? AND p.deleted_at = ''", w.Name, from)
	c.Uses = int(n)
	return c, err
}

// begun is a word that the office does not have yet.
func begun(c Category, from int) WordChange {
	return WordChange{Name: c.Name, Field: c.Field, What: fmt.Sprintf("新增，%d 年起用", from), values: record.Values{
		"list": record.WordListOf(categoryList).Title, "name": c.Name, "parent": c.Field, "from_year": strconv.Itoa(from),
	}}
}

// resumed is a word of the office that was not used in the year, or not beyond some year: it keeps the field the office counts it in.
func resumed(w *record.Entry, from int) WordChange {
	v, what := record.Values{"active": "是", "to_year": ""}, "继续用"
	if !w.Active || w.FromYear > from {
		v["from_year"], what = strconv.Itoa(from), fmt.Sprintf("%d 年起用", from)
	}
	return WordChange{Name: w.Name, Field: w.Parent, What: what, id: w.ID, values: v}
}

// ChangeWords stores the changes.
func ChangeWords(ctx context.Context, tx *store.Tx, changes []WordChange) error {
	for _, c := range changes {
		if _, err := record.Dictionaries.Save(ctx, tx, record.Scope{}, c.id, c.values); err != nil {
			return err
		}
	}
	return nil
}

// StillUsed says how many proposals of years from from on have a word that ends, "" for none: each is to be given another category.
func StillUsed(changes []WordChange, from int) string {
	var words []string
	n := 0
	for _, c := range changes {
		if c.Uses > 0 {
			words, n = append(words, fmt.Sprintf("「%s」%d 件", c.Name, c.Uses)), n+c.Uses
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d 年起已有 %d 件提案用的是旧的分类（%s），换用以后请逐件改。", from, n, zh.JoinNames(words))
}

// SchemeWording is what the journal calls going over to a scheme.
func SchemeWording(scheme CategoryScheme, from int) string {
	return fmt.Sprintf("从 %d 年起换用提案分类「%s」", from, scheme.Name)
}
