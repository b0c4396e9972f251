package setting

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// The keys of the pages behind 设置.
const (
	WordsKey     = "words"
	DeadlinesKey = "deadlines"
)

// NewWords makes the page 用词; it is added hidden.
func NewWords(d *desk.Desk) *records.Page {
	return records.NewPage(d, WordsKey, "用词", records.Config{
		Kind: record.Dictionaries, Key: "setting.words", Unit: "个", Title: "name", Tags: []string{"list"}, Flex: "note",
		Numbers: []string{"sort"}, Sums: []string{"uses"},
		Filters: []records.Filter{
			{Text: "词表", Field: "list"},
			{Text: "已停用", Keep: func(v record.Values) bool { return v["active"] == "否" }},
			{Text: "没有用到", Keep: func(v record.Values) bool { return v["uses"] == "0" }},
		},
	})
}

// NewDeadlines makes the page 期限规则; it is added hidden.
func NewDeadlines(d *desk.Desk) *records.Page {
	return records.NewPage(d, DeadlinesKey, "期限规则", records.Config{
		Kind: proposal.Deadlines, Key: "setting.deadlines", Unit: "项", Title: "name", Tags: []string{"base"}, Flex: "source",
	})
}

// AddCommands declares the commands that open the two pages.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "用词…", Letter: 'W', Group: 40, Do: func() { d.Go(WordsKey) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "期限规则…", Letter: 'D', Group: 40, Do: func() { d.Go(DeadlinesKey) }})
}

// rulesCard leads to the pages of words and deadlines.
func rulesCard(d *desk.Desk) *kit.Card {
	return kit.NewCard("用词和期限", "各地不同的在这里改", kit.NewColumn(8,
		kit.NewParagraph("提案分类、五大建设、面商方式、单位系统等下拉里的词，和答复、申退等各项期限。", look.SmallText, look.ToneMuted),
		kit.NewRow(8, kit.NewButton("用词…", func() { d.Go(WordsKey) }), kit.NewButton("期限规则…", func() { d.Go(DeadlinesKey) }))))
}
