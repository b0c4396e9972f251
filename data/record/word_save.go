package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// list is the list of the word; nil when the office does not see it.
func (w *Entry) list() *WordList { return WordListOf(w.Kind) }

// WordListOf is the list of a dictionary; nil when the office does not see it.
func WordListOf(dictionary string) *WordList {
	at := slices.IndexFunc(registry.lists, func(l WordList) bool { return l.Dictionary == dictionary })
	if at < 0 {
		return nil
	}
	return &registry.lists[at]
}

func wordByID(ctx context.Context, db bun.IDB, id int64) (Entry, error) {
	var w Entry
	err := db.NewSelect().Model(&w).Where("id = ?", id).Scan(ctx)
	if err != nil {
		return w, fmt.Errorf("word %d: %w", id, err)
	}
	return w, nil
}

func saveWord(ctx context.Context, tx *store.Tx, _ Scope, id int64, v Values) (int64, error) {
	was := Entry{Active: true}
	var err error
	if id != 0 {
		if was, err = wordByID(ctx, tx, id); err != nil {
			return 0, err
		}
	} else if was.Kind, err = wordKind(v["list"]); err != nil {
		return 0, err
	}
	w := was
	w.take(v)
	if err := w.check(ctx, tx, &was, v); err != nil {
		return 0, err
	}
	if id == 0 {
		if err := w.putLast(ctx, tx); err != nil {
			return 0, err
		}
	}
	row := store.Columns{"kind": w.Kind, "name": w.Name, "parent": w.Parent, "note": w.Note, "sort": w.Sort, "active": w.Active, "synonyms": w.Synonyms, "from_year": w.FromYear, "to_year": w.ToYear}
	if id == 0 {
		if row["code"], err = freeCode(ctx, tx, &w); err != nil {
			return 0, err
		}
	}
	if err := w.keepParent(ctx, tx, &was, v["since"]); err != nil {
		return 0, err
	}
	if id, err = tx.Put(ctx, "dictionary", id, row); err != nil || was.Name == "" || was.Name == w.Name {
		return id, err
	}
	return id, w.rename(ctx, tx, was.Name)
}

// putLast puts a word without a place behind the others of its list.
func (w *Entry) putLast(ctx context.Context, tx *store.Tx) error {
	if w.Sort != 0 {
		return nil
	}
	last, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(sort), 0) FROM dictionary WHERE kind = ?", w.Kind)
	w.Sort = int(last) + 1
	return err
}

// rename puts the word in the place of its former name in all records.
func (w *Entry) rename(ctx context.Context, tx *store.Tx, former string) error {
	for _, c := range w.list().Columns {
		if err := tx.Run(ctx, "UPDATE "+c.Table+" AS x SET "+c.Column+" = ? WHERE x."+c.Column+" = ?"+c.within(), w.Name, former); err != nil {
			return err
		}
	}
	return nil
}

// wordKind is the list with that title.
func wordKind(title string) (string, error) {
	var titles []string
	for i := range registry.lists {
		if registry.lists[i].Title == title {
			return registry.lists[i].Dictionary, nil
		}
		titles = append(titles, registry.lists[i].Title)
	}
	return "", store.Refuse(store.CodeInvalid, "没有「%s」这个词表，有的是：%s。", title, zh.JoinNames(titles))
}

// take takes what v says of the word.
func (w *Entry) take(v Values) {
	set := func(key string, into *string) {
		if value, ok := v[key]; ok {
			*into = strings.TrimSpace(value)
		}
	}
	set("name", &w.Name)
	set("note", &w.Note)
	set("parent", &w.Parent)
	if v.Has("synonyms") {
		w.takeSynonyms(v.Many("synonyms"))
	}
	if code := w.list().Stored[w.Parent]; code != "" {
		w.Parent = code
	}
	if v.Has("sort") {
		w.Sort = CountOf(v["sort"])
	}
	if v.Has("active") {
		w.Active = Yes(v["active"])
	}
	if v.Has("from_year") {
		w.FromYear = CountOf(v["from_year"])
	}
	if v.Has("to_year") {
		w.ToYear = CountOf(v["to_year"])
	}
}

// keepParent keeps what the word belonged to for the years before since, where that changes.
func (w *Entry) keepParent(ctx context.Context, tx *store.Tx, was *Entry, since string) error {
	if since == "" || w.Parent == was.Parent || was.ID == 0 {
		return nil
	}
	until := CountOf(since) - 1
	later, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(until_year), 0) FROM word_past WHERE word_id = ?", was.ID)
	switch {
	case err != nil:
		return err
	case !IsYear(until + 1):
		return store.Refuse(store.CodeInvalid, "「归入改自」%s 不对，应为 %d 这样的四位年份。", since, tx.Now().Local().Year())
	case int64(until) <= later:
		return store.Refuse(store.CodeConflict, "「%s」%d 年的归入已经改过一次，「归入改自」应晚于 %d 年。", w.Name, later+1, later+1)
	}
	_, err = tx.Put(ctx, "word_past", 0, store.Columns{"word_id": was.ID, "until_year": until, "parent": was.Parent})
	return err
}

// check refuses a word that would be ambiguous, or that rules of the program would no longer know.
func (w *Entry) check(ctx context.Context, tx *store.Tx, was *Entry, v Values) error {
	if err := w.checkItself(was, v); err != nil {
		return err
	}
	if w.Parent != was.Parent || was.ID == 0 {
		if err := w.checkParent(ctx, tx, was); err != nil {
			return err
		}
	}
	if w.Name == was.Name {
		return w.checkSynonyms(ctx, tx, was)
	}
	other, err := store.LookUp(ctx, tx, "SELECT id FROM dictionary WHERE kind = ? AND name = ? AND id <> ?", w.Kind, w.Name, w.ID)
	if err != nil {
		return err
	}
	if other != 0 {
		return store.Refuse(store.CodeInvalid, "「%s」里已经有「%s」，不能再有一个。", w.list().Title, w.Name)
	}
	return w.checkSynonyms(ctx, tx, was)
}

// checkItself is check of the word alone.
func (w *Entry) checkItself(was *Entry, v Values) error {
	l := w.list()
	switch {
	case v["list"] != "" && v["list"] != l.Title:
		return store.Refuse(store.CodeInvalid, "「%s」在「%s」里，不能改到别的词表；请在「%s」里另加一个。", was.Name, l.Title, v["list"])
	case w.Name == "":
		return store.Refuse(store.CodeInvalid, "用词不能为空。")
	case len(zh.SplitNames(w.Name)) != 1 || zh.SplitNames(w.Name)[0] != w.Name:
		return store.Refuse(store.CodeInvalid, "用词「%s」里不能有顿号、逗号、分号或换行，几个词请分开添加。", w.Name)
	case was.ID == 0 && l.Closed:
		return store.Refuse(store.CodeInvalid, "「%s」的词由程序的规则决定，不能增加。", l.Title)
	case w.Name != was.Name && was.ID != 0 && l.keeps(was.Name):
		return store.Refuse(store.CodeInvalid, "「%s」是程序认得的词，不能改名；可以改含义和排序。", was.Name)
	case !w.Active && l.keeps(w.Name):
		return store.Refuse(store.CodeInvalid, "「%s」是程序认得的词，不能停用。", w.Name)
	}
	return w.checkYears()
}

// checkYears is check of the years the word is used in.
func (w *Entry) checkYears() error {
	for _, year := range []int{w.FromYear, w.ToYear} {
		switch {
		case year == 0:
		case w.list().keeps(w.Name):
			return store.Refuse(store.CodeInvalid, "「%s」是程序认得的词，各年都用。", w.Name)
		case !IsYear(year):
			return store.Refuse(store.CodeInvalid, "「%s」的启用年度、用至年度应为四位年份。", w.Name)
		}
	}
	if w.ToYear != 0 && w.ToYear < w.FromYear {
		return store.Refuse(store.CodeInvalid, "「%s」用至 %d 年，早于启用年度 %d 年。", w.Name, w.ToYear, w.FromYear)
	}
	return nil
}

func (w *Entry) checkParent(ctx context.Context, tx *store.Tx, was *Entry) error {
	l := w.list()
	parents := l.Groups
	if l.Parents != "" {
		var err error
		if parents, err = Words(ctx, tx, l.Parents); err != nil {
			return err
		}
	}
	given := w.Parent
	for group, code := range l.Stored {
		if given == code {
			given = group
		}
	}
	switch {
	case given == "" && (l.Parents != "" || len(l.Groups) > 1):
		return store.Refuse(store.CodeInvalid, "请写明「%s」归入哪一项：%s。", w.Name, zh.JoinNames(parents))
	case given != "" && len(parents) == 0:
		return store.Refuse(store.CodeInvalid, "「%s」的词不分归入哪一项，「归入」请空着。", l.Title)
	case given != "" && !slices.Contains(parents, given):
		return store.Refuse(store.CodeInvalid, "「%s」不能归入「%s」，可以归入的是：%s。", w.Name, given, zh.JoinNames(parents))
	case was.ID != 0 && l.keeps(w.Name):
		return store.Refuse(store.CodeInvalid, "「%s」是程序认得的词，不能改归入的项。", w.Name)
	}
	return nil
}

// freeCode is a code of the list that no word has yet; a word renamed keeps the code it had.
func freeCode(ctx context.Context, tx *store.Tx, w *Entry) (string, error) {
	for n := 1; ; n++ {
		code := w.Name
		if n > 1 {
			code += "#" + WholeNumber(n)
		}
		taken, err := store.LookUp(ctx, tx, "SELECT id FROM dictionary WHERE kind = ? AND code = ?", w.Kind, code)
		if err != nil || taken == 0 {
			return code, err
		}
	}
}
