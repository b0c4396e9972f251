package setting

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// The keys of the pages behind 设置.
const (
	WordsKey     = "words"
	DeadlinesKey = "deadlines"
	HolidaysKey  = "holidays"
	ReviewsKey   = "review-rules"
)

// NewWords makes the page 用词; it is added hidden.
func NewWords(d *desk.Desk) *records.Page {
	return records.NewPage(d, WordsKey, "用词", records.Config{
		Kind: record.Dictionaries, Key: "setting.words", Unit: "个", Title: "name", Tags: []string{"list"}, Flex: "note",
		Numbers: []string{"sort"}, Sums: []string{"uses"}, Hide: []string{"from_year", "to_year"},
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
		Kind: proposal.Deadlines, Key: "setting.deadlines", Unit: "项", Title: "name", Tags: []string{"applies", "base"}, Flex: "name", Hide: []string{"source"},
		Filters: []records.Filter{{Text: "适用提案", Field: "applies"}},
	})
}

// NewHolidays makes the page 放假安排; it is added hidden.
func NewHolidays(d *desk.Desk) *records.Page {
	return records.NewPage(d, HolidaysKey, "放假安排", records.Config{
		Kind: proposal.Holidays, Key: "setting.holidays", Unit: "天", Title: "on_date", Tags: []string{"name", "worked"}, Flex: "source",
		Numbers: []string{"notice"},
		Filters: []records.Filter{{Text: "通知年度", Field: "notice"}, {Text: "安排", Field: "worked"}, {Text: "节日", Field: "name"}},
	})
}

// NewReviews makes the page 考评标准; it is added hidden.
func NewReviews(d *desk.Desk) *records.Page {
	return records.NewPage(d, ReviewsKey, "考评标准", records.Config{
		Kind: supervision.ReviewRules, Key: "setting.reviews", Unit: "项", Title: "name", Tags: []string{"subject"}, Flex: "source",
		Numbers: []string{"each", "most"},
		Filters: []records.Filter{{Text: "考评对象", Field: "subject"}},
	})
}

// AddCommands declares the commands that open these pages and the box for categories.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "用词…", Letter: 'W', Group: 40, Do: func() { d.Go(WordsKey) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "换用提案分类方案…", Group: 40, Do: func() { askScheme(d) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "期限规则…", Letter: 'D', Group: 40, Do: func() { d.Go(DeadlinesKey) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "放假安排…", Group: 40, Do: func() { d.Go(HolidaysKey) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "受影响的期限…", Group: 40, Do: func() { d.Go(MovedKey) }})
	d.AddCommand(desk.Command{Menu: "工具", Title: "考评标准…", Group: 40, Do: func() { d.Go(ReviewsKey) }})
}

// rulesCard leads to the pages of words, deadlines, holidays and criteria.
func rulesCard(d *desk.Desk) *kit.Card {
	return kit.NewCard("用词、期限和考评", "各地不同的在这里改", kit.NewColumn(8,
		kit.NewParagraph("提案分类、五大建设、面商方式、单位系统等下拉里的词，答复、申退等各项期限，各年放假和调休上班的日子，小组和监督员的考评标准。", look.SmallText, look.ToneMuted),
		kit.NewFlow(8, kit.NewButton("用词…", func() { d.Go(WordsKey) }), kit.NewButton("期限规则…", func() { d.Go(DeadlinesKey) }), kit.NewButton("放假安排…", func() { d.Go(HolidaysKey) }), kit.NewButton("考评标准…", func() { d.Go(ReviewsKey) }),
			kit.NewButton("换用分类方案…", func() { askScheme(d) }))))
}
