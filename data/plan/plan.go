// Package plan is the annual deployment (年度工作部署): its items, and their progress counted from the records of the other areas.
package plan

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Kind says from which records the progress of a plan item is counted.
type Kind string

// The kinds of plan item.
const (
	Stationing Kind = "派驻监督"             // 人 and 组 of the groups that have a unit
	Tracking   Kind = "全程跟踪"             // 件 tracked through all nodes
	Evaluation Kind = "民主评议"             // 组 that have evaluated, 件 evaluated
	Symposium  Kind = "座谈会"              // 次 held
	Study      Kind = "专题调研"             // 次 finished
	Report     Kind = "汇报会"              // 次 held
	Interview  Kind = activity.Interview // 次 held
	GroupTalk  Kind = activity.GroupTalk // 次 held
	Briefing   Kind = activity.Briefing  // 次 held
	Visits     Kind = "监督活动"             // 次 made, 组 that made any, 条 found
	Opinions   Kind = "监督意见"             // 份 letters delivered, 条 of their points, % of those signed off
	Directs    Kind = "直通车"              // 件 reported
)

// planKinds lists the kinds with what each can count and the words by which a title gives it away.
var planKinds = []struct {
	kind     Kind
	measures []string
	words    []string
}{
	{Stationing, []string{"人", "组"}, []string{"派驻", "进驻", "选派"}},
	{Tracking, []string{"件"}, []string{"跟踪"}},
	{Evaluation, []string{"组", "件"}, []string{"评议"}},
	{Symposium, []string{"次"}, []string{"座谈"}},
	{Study, []string{"次"}, []string{"调研"}},
	{Report, []string{"次"}, []string{"汇报"}},
	{Interview, []string{"次"}, []string{"约访"}},
	{GroupTalk, []string{"次"}, []string{"活动组会议", "小组会议"}},
	{Briefing, []string{"次"}, []string{"通报"}},
	{Visits, []string{"次", "组", "条"}, []string{"监督活动"}},
	{Opinions, []string{"份", "条", percent}, []string{"监督意见", "意见书", "销号"}},
	{Directs, []string{"件"}, []string{"直通车"}},
}

// planView shows the targets as they are written: 98人、22组.
const planView = `(SELECT i.*, COALESCE((SELECT group_concat(x.part, '、') FROM (SELECT target || measure AS part FROM plan_target
	WHERE plan_item_id = i.id ORDER BY id) x), '') AS targets FROM plan_item i WHERE i.deleted_at = '') AS plan`

// Items is the 年度工作部署. What is done of it is counted, see ProgressOf.
var Items = &record.Kind{
	Name: "plan", Title: "部署事项", Layout: "年度工作部署", From: planView, Scope: "year = ?", Order: "sort, id", Table: "plan_item", Tables: itemsTables, Figures: Figures, Doubts: codedTwice,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "事项", Note: "空着就是当前年度", Width: 60},
		{Key: "code", Title: "代号", Aliases: []string{"序号", "编号"}, Example: "（一）", Width: 60},
		{Key: "title", Title: "事项", Aliases: []string{"工作事项", "工作内容", "事项名称", "工作任务", "任务", "工作项目", "项目"}, Required: true, Example: "民主监督工作座谈会", Width: 320},
		{Key: "nature", Title: "性质", Aliases: []string{"监督性质", "工作性质"}, Example: "会议", Width: 100},
		{Key: "kind", Title: "类别", Aliases: []string{"统计类别", "事项类别"}, Type: record.Word{From: kindWords}, Example: "座谈会", Note: "按什么计数：派驻监督、全程跟踪、民主评议、监督活动、监督意见、直通车，或活动的类别", Width: 90},
		{Key: "form", Title: "监督形式", Aliases: []string{"形式"}, Type: record.Word{Dictionary: "supervision_form"}, Example: "会议", Note: "用词在「设置」里增减；怎样计数由类别定", Width: 80},
		{Key: "targets", Title: "目标", Aliases: []string{"数量", "目标数", "任务数", "任务目标", "目标任务", "工作目标"}, Type: record.Several{}, Example: "1次", Note: "如 98人、22组；监督意见可以写 20份、60条、95%（销号率）", Width: 110},
		{Key: "from_month", Title: "开始月份", Aliases: []string{"开始时间", "起始月份", "时间窗", "时间安排", "时间要求", "时间"}, Example: "2026-10", Note: "2026-10、10月，或 3-11月", Width: 90},
		{Key: "to_month", Title: "结束月份", Aliases: []string{"结束时间", "完成时限", "截止月份"}, Example: "2026-10", Width: 90},
		{Key: "owner", Title: "责任部门", Aliases: []string{"责任人", "责任单位", "责任科室", "牵头部门", "负责人"}, Example: "提案委员会", Note: "部门或人，写明谁负责", Width: 110},
		{Key: "approval", Title: "批准文号", Aliases: []string{"批准文件", "文件号"}, Example: "云协发〔2026〕3号", Width: 120},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Binned: &record.Binned{
		Measure: "项", Name: "t.title", Note: "t.year || ' 年'",
		Rivals: []record.Rival{
			{Query: "SELECT t.title FROM plan_item t JOIN plan_item x ON x.year = t.year AND x.title = t.title AND x.deleted_at = '' WHERE t.id = ?0", Reason: "当年的部署里已有「%s」"},
		},
	},
	Index: []string{"title"}, Like: likeItem,
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		if targets, err := parseTargets(v["targets"]); err == nil && v["targets"] != "" {
			v["targets"] = targetText(targets)
		}
		id := record.MatchInYear(v, by("title", v["title"]))
		for _, r := range by("title", v["title"]) {
			if r.ID == id && id != 0 {
				year, err := strconv.Atoi(r.Values["year"])
				if err != nil {
					return 0, fmt.Errorf("year of plan item %d: %w", id, err)
				}
				return id, canonicalMonths(v, year)
			}
		}
		return id, nil
	},
}

func init() { Items.Save = save }

// itemForm is what of an item is compared.
type itemForm struct{ code, year, title string }

// likeItem says that an item has the 代号 of another: one of the two titles is old, or one of the two codes wrong.
var likeItem = &record.Like{
	Form: func(v record.Values) any {
		return itemForm{code: strings.Trim(fold.Plain(v["code"]), "()（）、.． "), year: v["year"], title: v["title"]}
	},
	Why: func(row, stored any) (string, bool) {
		a, b := row.(itemForm), stored.(itemForm)
		if a.code == "" || a.code != b.code || a.year != "" && a.year != b.year {
			return "", false
		}
		return "代号「" + a.code + "」已是「" + b.title + "」的，事项不同", true
	},
}

// codedTwice says which of the items taken from a file have the 代号 of another of their year.
func codedTwice(ctx context.Context, db bun.IDB, ids, _ []int64) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return store.Texts(ctx, db, `SELECT '代号「' || code || '」有 ' || count(*) || ' 项：' || group_concat(title, '、')
		FROM (SELECT * FROM plan_item WHERE deleted_at = '' AND code <> '' ORDER BY sort, id) GROUP BY year, code HAVING count(*) > 1 AND max(id IN (?)) ORDER BY year, min(sort)`, bun.List(ids))
}

func save(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	row := v.Pick("code", "nature", "form", "owner", "approval", "note")
	if err := checkForm(ctx, tx, id, v); err != nil {
		return 0, err
	}
	if id == 0 || v.Has("title") {
		if row["title"] = v["title"]; v["title"] == "" {
			return 0, store.Refuse(store.CodeInvalid, "缺少事项。")
		}
	}
	if id == 0 || v.Has("kind") {
		kind, err := kindOf(ctx, tx, id, v)
		if err != nil {
			return 0, err
		}
		row["kind"] = string(kind)
	}
	year, err := planYear(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	row["year"] = year
	if err := canonicalMonths(v, year); err != nil {
		return 0, err
	}
	if row["from_month"], row["to_month"], err = planMonths(ctx, tx, id, year, v); err != nil {
		return 0, err
	}
	if id == 0 {
		sort, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(sort), 0) + 1 FROM plan_item WHERE year = ?", year)
		if err != nil {
			return 0, err
		}
		row["sort"] = sort
	}
	if id, err = tx.Put(ctx, "plan_item", id, row); err != nil {
		return 0, err
	}
	return id, saveTargets(ctx, tx, id, v)
}

// checkForm refuses a form of supervision that is no word of the office's; one that the item has stays.
func checkForm(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if !v.Has("form") {
		return nil
	}
	was, err := store.Texts(ctx, tx, "SELECT form FROM plan_item WHERE id = ?", id)
	if err != nil {
		return err
	}
	return Items.Field("form").CheckWord(ctx, tx, v["form"], strings.Join(was, ""))
}

// planYear is the year of a plan item: its own once it is stored, unless v moves it.
func planYear(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int, error) {
	if id != 0 && v["year"] == "" {
		year, err := store.LookUp(ctx, tx, "SELECT year FROM plan_item WHERE id = ?", id)
		return int(year), err
	}
	return record.YearOf(ctx, tx, scope, v)
}

// planMonths are the first and last month of the item: those v speaks of beside those stored.
func planMonths(ctx context.Context, tx *store.Tx, id int64, year int, v record.Values) (from, to string, err error) {
	if id != 0 {
		if err := tx.QueryRowContext(ctx, "SELECT from_month, to_month FROM plan_item WHERE id = ?", id).Scan(&from, &to); err != nil {
			return "", "", fmt.Errorf("read plan item %d: %w", id, err)
		}
	}
	if v["from_month"] != "" {
		from = v["from_month"]
	}
	if v["to_month"] != "" {
		to = v["to_month"]
	}
	if to == "" {
		to = from
	}
	switch {
	case from == "":
		return "", "", store.Refuse(store.CodeInvalid, "缺少开始月份，如 2026-03 或 3月。")
	case to < from:
		return "", "", store.Refuse(store.CodeInvalid, "结束月份 %s 早于开始月份 %s。", to, from)
	case from[:len("2026")] > strconv.Itoa(year) || to[:len("2026")] < strconv.Itoa(year):
		return "", "", store.Refuse(store.CodeInvalid, "%s 至 %s 不在 %d 年；请改正月份，或填写「年度」。", from, to, year)
	}
	return from, to, nil
}

// kindWords are the kinds there are: those that count something of their own, and the office's words for the kinds of activities, of which an item counts
// those held.
func kindWords(ctx context.Context, db bun.IDB, year int) ([]string, error) {
	words, err := record.Word{Dictionary: "activity_kind"}.ListIn(ctx, db, year)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, k := range planKinds {
		all = append(all, string(k.kind))
	}
	for _, word := range words {
		if !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	return all, nil
}

// kindOf reads the kind of item id, also from words around it, and guesses it from the title when it is not given. One it has stays.
func kindOf(ctx context.Context, tx *store.Tx, id int64, v record.Values) (Kind, error) {
	text, title := v["kind"], v["title"]
	names, err := kindWords(ctx, tx, 0)
	if err != nil {
		return "", err
	}
	was, err := store.Texts(ctx, tx, "SELECT kind FROM plan_item WHERE id = ?", id)
	if err != nil {
		return "", err
	}
	if text != "" && slices.Contains(append(was, names...), text) {
		return Kind(text), nil
	}
	if kind := kindIn(cmp.Or(text, title), names); kind != "" {
		return kind, nil
	}
	if text == "" {
		return "", store.Refuse(store.CodeInvalid, "从事项「%s」看不出类别，请写明「类别」：%s之一。", title, zh.JoinNames(names))
	}
	return "", store.Refuse(store.CodeInvalid, "类别「%s」不对，应为%s之一；按别的活动计数的，请先在「设置」的用词里增加活动类别。", text, zh.JoinNames(names))
}

// kindIn is the kind that a text gives away, "" for none: that of a word which comes last in it, else the last of the office's words for activities.
func kindIn(text string, names []string) (best Kind) {
	last := -1
	for _, k := range planKinds {
		for _, word := range k.words { // 民主监督员年度工作汇报会 is what comes last in it
			if at := strings.LastIndex(text, word); at > last {
				best, last = k.kind, at
			}
		}
	}
	if last >= 0 {
		return best
	}
	for _, name := range names[len(planKinds):] {
		if at := strings.LastIndex(text, name); at > last && name != "其他" {
			best, last = Kind(name), at
		}
	}
	return best
}

// Target is how much of one measure a plan item is to reach.
type Target struct {
	Measure string // 人 组 件 次 份 条 %
	Count   int64
}

var (
	targetPart  = regexp.MustCompile(`^([0-9]{1,6}|[一二两三四五六七八九十]{1,3})(?:个)?(人|名|位|小组|组|件|次|场|期|份|条|%|％)$`)
	targetWords = regexp.MustCompile(`[、,,;;//\s和共及]+`)
	measureOf   = map[string]string{"名": "人", "位": "人", "小组": "组", "场": "次", "期": "次", "％": percent}
)

// parseTargets reads 98人、22组.
func parseTargets(text string) ([]Target, error) {
	var targets []Target
	for _, part := range targetWords.Split(text, -1) {
		if part == "" {
			continue
		}
		m := targetPart.FindStringSubmatch(part)
		if m == nil {
			return nil, store.Refuse(store.CodeInvalid, "目标「%s」看不懂，应写成「98人、22组」「3件」「1次」这样。", text)
		}
		count := zh.ParseOrdinal(strings.ReplaceAll(m[1], "两", "二"))
		measure := m[2]
		if plain, ok := measureOf[measure]; ok {
			measure = plain
		}
		if count == 0 {
			return nil, store.Refuse(store.CodeInvalid, "目标「%s」的数量不能是 0。", text)
		}
		if measure == percent && count > 100 {
			return nil, store.Refuse(store.CodeInvalid, "目标「%s」的比率不能超过 100%%。", text)
		}
		if err := record.CheckWhole(count, 1); err != nil {
			return nil, store.Refuse(store.CodeInvalid, "目标「%s」的数量不对，%s。", text, err)
		}
		if slices.ContainsFunc(targets, func(t Target) bool { return t.Measure == measure }) {
			return nil, store.Refuse(store.CodeInvalid, "目标「%s」里「%s」写了两次。", text, measure)
		}
		targets = append(targets, Target{measure, int64(count)})
	}
	return targets, nil
}

func targetText(targets []Target) string {
	parts := make([]string, len(targets))
	for i, t := range targets {
		parts[i] = strconv.FormatInt(t.Count, 10) + t.Measure
	}
	return zh.JoinNames(parts)
}

// saveTargets makes the item's targets those v names, and refuses targets that its kind cannot count.
func saveTargets(ctx context.Context, tx *store.Tx, itemID int64, v record.Values) error {
	var kind, stored string
	if err := tx.QueryRowContext(ctx, "SELECT kind, targets FROM "+planView+" WHERE id = ?", itemID).Scan(&kind, &stored); err != nil {
		return fmt.Errorf("read plan item %d: %w", itemID, err)
	}
	text := stored // without targets in v the kind may still have changed
	if v.Has("targets") {
		text = v["targets"]
	}
	targets, err := parseTargets(text)
	if err != nil {
		return err
	}
	measures := []string{timesHeld}
	for _, k := range planKinds {
		if string(k.kind) == kind {
			measures = k.measures
		}
	}
	for _, t := range targets {
		if !slices.Contains(measures, t.Measure) {
			return store.Refuse(store.CodeInvalid, "「%s」按%s计数，不能以「%s」为目标。", kind, strings.Join(measures, "、"), targetText([]Target{t}))
		}
	}
	if stored == targetText(targets) {
		return nil
	}
	if err := tx.Run(ctx, "DELETE FROM plan_target WHERE plan_item_id = ?", itemID); err != nil {
		return err
	}
	for _, t := range targets {
		if _, err := tx.Insert(ctx, "plan_target", store.Columns{"plan_item_id": itemID, "measure": t.Measure, "target": t.Count}); err != nil {
			return err
		}
	}
	return nil
}
