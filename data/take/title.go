package take

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// saysAll is what the name of a sheet or a title over a table says of all its rows: 平时提案 of 2026年平时提案登记表.
type saysAll struct {
	where string        // 标题「…」
	field *record.Field // nil: a class of no field's words
	word  string
}

// title is what stands over all rows of a table: a title, or the name of its sheet.
type title struct {
	text  string
	sheet bool

	group, noted string // the sort of members it is about, and what stands in brackets behind, see takeLeaving
}

// where says where it stands: 标题「2026年委员名册」.
func (t title) where() string {
	if t.sheet {
		return "工作表「" + t.text + "」"
	}
	return "标题「" + t.text + "」"
}

// captions is what the name of a table's sheet and its titles say of its rows.
type captions struct {
	titles []title
	words  []saysAll // in fields the table has no column for or leaves open, each field once
	sector saysAll   // the 界别; without a word: none
	ahead  error     // refuses people who are not chosen yet
	term   int       // 0: none is named
	termBy title
}

// captionsOf reads what stands over a table, once.
func (im *Import) captionsOf(t int) *captions {
	if c := im.captions[t]; c != nil {
		return c
	}
	c := &captions{titles: titlesOf(&im.Tables[t])}
	c.words, c.sector, c.ahead = im.titleWords(c.titles), im.titleSector(c.titles), im.refuseAhead(c.titles)
	c.term, c.termBy = termOver(c.titles)
	im.captions[t] = c
	return c
}

// longestSort is how many characters the name of a sheet may have that is no more than the sort of its people.
const longestSort = 6

// titlesOf are the name of a table's sheet and its titles.
func titlesOf(table *intake.Table) []title {
	all := []title{{text: table.Sheet, sheet: true}}
	for _, text := range table.Titles {
		all = append(all, title{text: text})
	}
	for i := range all {
		bare, noted, _ := strings.Cut(narrowed(squeezed(all[i].text)), "(")
		if m := titleGroup.FindStringSubmatch(bare); m != nil {
			all[i].group, all[i].noted = m[1], noted
			if m[1] == "常务" {
				all[i].group = "常务委员" // a post
			}
		} else if all[i].sheet && utf8.RuneCountInString(bare) <= longestSort {
			all[i].group, all[i].noted = groupStem(bare), noted // 离任, 去世
		}
	}
	return all
}

// titleWords is what titles say in words of the kind's fields. A field of which they say two things is said nothing of.
func (im *Import) titleWords(titles []title) (all []saysAll) {
	for _, over := range titles {
		f, word := im.labelled(over.text)
		if f == nil {
			forms := titleForms(over.text)
			if f, word = im.wordOfForms(forms); f == nil {
				if slices.ContainsFunc(forms, classOver.MatchString) {
					all = append(all, saysAll{where: over.where()})
				}
				continue
			}
		}
		at := slices.IndexFunc(all, func(s saysAll) bool { return s.field == f })
		switch {
		case at < 0:
			all = append(all, saysAll{over.where(), f, word})
		case all[at].word != word:
			all[at].word = ""
		}
	}
	return slices.DeleteFunc(all, func(s saysAll) bool { return s.field != nil && s.word == "" })
}

// takeTitleWords takes what the titles say of each row, where the row leaves it open. A row that says otherwise keeps its own word, and is named.
func (im *Import) takeTitleWords(t *taking) {
	for _, s := range im.captionsOf(t.table).words {
		line := fmt.Sprintf("第 %d 行", t.row.Line)
		if s.field == nil {
			im.odd.note(s.where+"不是用词表里的词，没有录入", line)
			continue
		}
		im.noteOtherwise(s.where, s.field, s.word, t.row, t.values)
		if t.values[s.field.Key] == "" {
			t.values[s.field.Key] = s.word
			im.odd.note(fmt.Sprintf("按%s录入了「%s」%s", s.where, s.field.Title, s.word), line)
		}
	}
}

var (
	titleLabel = regexp.MustCompile(`^(\p{Han}{2,8}):(.{1,30})$`)
	// titleTail ends a title and says what sort of paper it is.
	titleTail = regexp.MustCompile(`(登记|台账|目录|名单|名册|花名册|一览|情况|处理|办理|统计|汇总|清单|明细|册|表|通讯录)$`)
	// titleHead is what stands before the words of a title: whose and of when it is.
	titleHead = regexp.MustCompile(`^.*(年度?|[届会协县市区]|\d)`)
	classOver = regexp.MustCompile(`^\p{Han}{2,8}类(提案|建议|单位)?$`)
	bracketed = regexp.MustCompile(`\(([^()]*)\)`)
)

// labelled is the field that a line such as 界别：农业界 names, and its value; only words of the office and bodies are said so.
func (im *Import) labelled(text string) (*record.Field, string) {
	m := titleLabel.FindStringSubmatch(narrowed(text))
	if m == nil {
		return nil, ""
	}
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		if f.Title != m[1] && !slices.Contains(f.Aliases, m[1]) || f.ListOnly || f.Part != nil {
			continue
		}
		if word, ok := im.saysOver(f, []string{m[2]}); ok {
			return f, word
		}
	}
	return nil, ""
}

func narrowed(text string) string {
	return strings.NewReplacer("（", "(", "）", ")", "：", ":", " ", "", "\u3000", "").Replace(text)
}

// titleForms are the words that the name of a sheet or a title may be about, without whose and of when it is, and what sort of paper.
func titleForms(text string) (forms []string) {
	text = narrowed(text)
	parts := []string{bracketed.ReplaceAllString(text, "")}
	for _, m := range bracketed.FindAllStringSubmatch(text, -1) {
		parts = append(parts, m[1])
	}
	for _, part := range parts {
		for titleTail.MatchString(part) {
			part = titleTail.ReplaceAllString(part, "")
		}
		for _, form := range []string{part, titleHead.ReplaceAllString(part, "")} {
			if utf8.RuneCountInString(form) > 1 && !slices.Contains(plainGroups, form) {
				forms = append(forms, formsOver(groupStem(form))...)
			}
		}
	}
	return forms
}

// entitle gives a row of a table without 界别 the one that the sheet or its title is called by, as group rows do.
func (im *Import) entitle(row intake.Row, t int) intake.Row {
	if row.Group != "" || columnOf(&im.Tables[t], "sector") != nil {
		return row
	}
	said := im.captionsOf(t).sector
	if said.word == "" {
		return row
	}
	row.Cells = maps.Clone(row.Cells)
	c := intake.TextCell(said.word)
	c.Inherited = true
	row.Cells["sector"] = c
	im.odd.note(fmt.Sprintf("按%s录入了「界别」%s", said.where, said.word), fmt.Sprintf("第 %d 行", row.Line))
	return row
}

// titleSector is the 界别 that the first of the titles that is about one is about.
func (im *Import) titleSector(titles []title) saysAll {
	if im.Kind.Field("sector") == nil || im.Kind.Field("status") == nil {
		return saysAll{}
	}
	for _, over := range titles {
		if name := im.sectorOver(over.text); name != "" {
			return saysAll{where: over.where(), word: name}
		}
	}
	return saysAll{}
}

// newSector is the name of a 界别 that need not be registered.
var newSector = regexp.MustCompile(`^\p{Han}{2,10}界$`)

// sectorOver is the 界别 that a title is about: a registered one, or a word that ends in 界.
func (im *Import) sectorOver(text string) string {
	if m := titleLabel.FindStringSubmatch(narrowed(text)); m != nil {
		if m[1] != "界别" && m[1] != "所属界别" {
			return ""
		}
		return m[2]
	}
	for _, form := range titleForms(text) {
		if name := im.named[roster.Sectors.Table].Find(form); name != "" {
			return name
		}
		if newSector.MatchString(form) && !slices.Contains([]string{"各界", "社会各界", "全界", "业界"}, form) {
			return form
		}
	}
	return ""
}

// ahead is in titles over people who are not chosen yet.
var ahead = regexp.MustCompile(`拟(任|聘|增补|增选|推荐|提名|选派|协商|吸收)|考察(对象|名单|人选|表)|候选人|(提名|建议|推荐|初步|考察|拟定|酝酿)人选|推荐(名单|人员)|征求意见`)

// deputies is in titles over the members of another body, who are no members of this one unless members is in them, too.
var (
	deputies = regexp.MustCompile(`(人大|人民代表大会|党)代表`)
	members  = regexp.MustCompile(`政协|委员名`)
)

// refuseAhead refuses people of a list of those who are to be chosen: they are nobody yet. Members are not taken from a list of deputies.
func (im *Import) refuseAhead(titles []title) error {
	if !holdsPeople(im.Kind) {
		return nil
	}
	for _, over := range titles {
		plain := squeezed(over.text)
		if word := deputies.FindString(plain); word != "" && im.Kind.Field("sector") != nil && !members.MatchString(plain) {
			return store.Refuse(store.CodeInvalid, "%s写着「%s」，里面的人看不出是%s；是别的名册请不要导入这里，确是委员名册的请改正标题再导入。", over.where(), word, im.Kind.Title)
		}
		if word := ahead.FindString(plain); word != "" {
			return store.Refuse(store.CodeInvalid, "%s写着「%s」，里面的人还没有成为%s；已经确定的请改掉这个字样再导入。", over.where(), word, im.Kind.Title)
		}
	}
	return nil
}
