package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Deadlines are the office's rules for deadlines (期限规则). Steps of the work ask for each by its code, so the general ones can be changed, not added; of
// those about proposals there can be others beside it that hold for some proposals only. A deadline already set stays as it was.
var Deadlines = &record.Kind{
	Name: "deadlines", Title: "期限规则", Layout: "期限规则表", Order: "place, applies <> '', id", Table: "deadline_rule", Removed: true, Tables: deadlinesTables,
	From: `(SELECT r.*, b.id AS place FROM deadline_rule r JOIN deadline_rule b ON b.code = substr(r.code, 1, instr(r.code || '/', '/') - 1)) AS deadline_list`,
	Fields: []record.Field{
		{Key: "name", Title: "期限", Required: true, Section: "期限", Type: record.Word{From: generalNames}, Note: "给一部分提案另定的，选已有的一项期限", Example: "提案答复", Width: 150},
		{Key: "applies", Title: "适用提案", Aliases: []string{"适用", "提案种类", "适用范围"}, Type: record.Word{Words: appliesTo}, Note: "空着是一般规则；一件提案有几条规则适用时，先用重点提案的，再用大会、平时提案的，最后用一般规则", Width: 80},
		{Key: "base", Title: "从哪天起算", Required: true, Type: record.Word{From: startsOf}, Note: "「提案答复」「延期最长」也可以从「闭会日」起算：按会议的闭幕日期，没有登记的从交办日算", Example: "交办日", Width: 100},
		{Key: "months", Title: "月", Type: record.Whole{}, Expr: "CAST(months AS TEXT)", Note: "月、天、工作日可以合用，先数月，再数天，再数工作日", Width: 50},
		{Key: "days", Title: "天", Type: record.Whole{}, Expr: "CAST(days AS TEXT)", Width: 50},
		{Key: "workdays", Title: "工作日", Type: record.Whole{}, Expr: "CAST(workdays AS TEXT)", Width: 70},
		{Key: "fixed_on", Title: "固定日期", Aliases: []string{"截止日期", "统一截止日", "限定日期"}, Type: record.Text{Read: readDayOfYear}, Note: "每年的一天，如 9月30日：在这天以前交办的，都到这天为止；起算时已过这天的，填了月、天、工作日就按它数，没有填就到下一年的这天", Width: 84},
		{Key: "roll", Title: "遇休顺延", Type: record.YesNo{}, Note: "最后一天是休息日时顺延到下一个工作日", Default: "是", Width: 80},
		{Key: "source", Title: "依据", Type: record.Long{}, Width: 300},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		for _, r := range by("name", v["name"]) {
			if r.Values["applies"] == v["applies"] {
				return r.ID, nil
			}
		}
		return 0, nil
	},
	Locked: func(ctx context.Context, db bun.IDB, id int64) error {
		general, err := store.LookUp(ctx, db, "SELECT count(*) FROM deadline_rule WHERE id = ? AND applies = ''", id)
		if err == nil && general > 0 {
			err = store.Refuse(store.CodeInvalid, "一般的期限规则由办理步骤使用，不能删除，只能修改；给一部分提案另定的可以删除。")
		}
		return err
	},
}

func init() { Deadlines.Save = saveDeadline }

// starts are what the periods of the rules with the codes start from.
var starts = map[string][]string{
	"reply": {"交办日", fromTheClose}, "reply_rework": {"重办交办日"}, "return": {"交办日"}, "co_opinion": {"交办日"}, "feedback": {"答复日"}, "extension": {"交办日", fromTheClose},
	"opinion_reply": {"送达日"}, "rectification": {"送达日"}, "direct_pass": {"反映日"}, "direct_general": {"转办日"}, "direct_major": {"转办日"},
}

// aboutProposals are the codes of the rules that can be otherwise for some proposals.
var aboutProposals = []string{"reply", "reply_rework", "return", "co_opinion", "feedback", "extension"}

func generalNames(ctx context.Context, db bun.IDB, _ int) ([]string, error) {
	return store.Texts(ctx, db, "SELECT name FROM deadline_rule WHERE applies = '' ORDER BY id")
}

func startsOf(context.Context, bun.IDB, int) ([]string, error) {
	var all []string
	for _, of := range starts {
		all = append(all, of...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func readDayOfYear(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	day, err := calendar.ParseDayOfYear(text)
	return day.String(), err
}

// storedDeadline is a rule as it is stored.
type storedDeadline struct {
	code, name, applies, base, fixed string
	calendar.Rule
}

func readDeadline(ctx context.Context, db bun.IDB, where string, arg any) (*storedDeadline, error) {
	var found *storedDeadline
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		found = &storedDeadline{}
		return scan(&found.code, &found.name, &found.applies, &found.base, &found.fixed, &found.Months, &found.Days, &found.Workdays)
	}, "SELECT code, name, applies, base, fixed_on, months, days, workdays FROM deadline_rule WHERE "+where, arg)
	if err != nil {
		return nil, fmt.Errorf("deadline rule %v: %w", arg, err)
	}
	return found, nil
}

func saveDeadline(ctx context.Context, tx *store.Tx, _ record.Scope, id int64, v record.Values) (int64, error) {
	was, row, err := deadlineBefore(ctx, tx, id, v)
	if err != nil {
		return 0, err
	}
	if v.Has("name") && v["name"] == "" || v.Has("base") && v["base"] == "" && id != 0 {
		return 0, store.Refuse(store.CodeInvalid, "期限的名称和从哪天起算不能为空。")
	}
	if err := putLengths(was, v, row); err != nil {
		return 0, err
	}
	if err := putStart(was, v, row); err != nil {
		return 0, err
	}
	for key, value := range v.Pick("source") {
		row[key] = value
	}
	if v.Has("roll") {
		row["roll"] = record.Yes(v["roll"])
	}
	if name := v["name"]; id != 0 && name != "" && name != was.name {
		if err := renameDeadline(ctx, tx, was, name); err != nil {
			return 0, err
		}
	}
	return tx.Put(ctx, "deadline_rule", id, row)
}

// deadlineBefore is the rule that is about to be changed, or the general one that a new rule is beside, with what its row has beyond what is said of it.
func deadlineBefore(ctx context.Context, tx *store.Tx, id int64, v record.Values) (*storedDeadline, store.Columns, error) {
	row, applies := store.Columns{}, v["applies"]
	if id != 0 {
		was, err := readDeadline(ctx, tx, "id = ?", id)
		switch {
		case err != nil:
			return nil, nil, err
		case was == nil:
			return nil, nil, store.Refuse(store.CodeNotFound, "这条期限规则已经不在了，可能刚被删除。")
		case !v.Has("applies") || applies == was.applies:
			return was, row, nil
		case was.applies == "":
			return nil, nil, store.Refuse(store.CodeInvalid, "「%s」的这一条是一般规则，不能改成只适用「%s」；请另外新增一条，期限选「%s」，适用提案选「%s」。", was.name, applies, was.name, applies)
		case applies == "":
			return nil, nil, store.Refuse(store.CodeInvalid, "「%s」已有一般规则；不再另定的，请删除适用「%s」的这一条。", was.name, was.applies)
		}
		row["applies"], row["code"] = applies, generalCode(was.code)+"/"+applies
		return was, row, refuseTwice(ctx, tx, was.name, applies, row["code"])
	}
	was, err := readDeadline(ctx, tx, "applies = '' AND name = ?", v["name"])
	switch {
	case err != nil:
		return nil, nil, err
	case was == nil:
		return nil, nil, store.Refuse(store.CodeInvalid, "没有名为「%s」的期限；各项期限由办理步骤决定，只能修改，不能增加。", v["name"])
	case applies == "":
		return nil, nil, store.Refuse(store.CodeDuplicate, "「%s」已有一般规则，请直接修改；给一部分提案另定的，请选「适用提案」。", was.name)
	case !slices.Contains(aboutProposals, was.code):
		return nil, nil, store.Refuse(store.CodeInvalid, "「%s」不是提案的期限，不能按提案的种类另定。", was.name)
	}
	row = store.Columns{"code": was.code + "/" + applies, "name": was.name, "applies": applies, "base": was.base, "roll": true, "source": ""}
	was.Rule, was.fixed, was.base = calendar.Rule{}, "", ""
	return was, row, refuseTwice(ctx, tx, was.name, applies, row["code"])
}

func refuseTwice(ctx context.Context, tx *store.Tx, name, applies string, code any) error {
	other, err := store.LookUp(ctx, tx, "SELECT count(*) FROM deadline_rule WHERE code = ?", code)
	if err == nil && other > 0 {
		err = store.Refuse(store.CodeDuplicate, "「%s」已有适用「%s」的规则，请修改那一条。", name, applies)
	}
	return err
}

// putStart puts into the row what the period starts from.
func putStart(was *storedDeadline, v record.Values, row store.Columns) error {
	base := v["base"]
	if base == "" || base == was.base {
		return nil
	}
	if able := starts[generalCode(was.code)]; !slices.Contains(able, base) {
		return store.Refuse(store.CodeInvalid, "「%s」不能从「%s」起算，可以从「%s」起算。", was.name, base, zh.JoinNames(able))
	}
	row["base"] = base
	return nil
}

// putLengths puts into the row how long the period is, and until which day of the year.
func putLengths(was *storedDeadline, v record.Values, row store.Columns) error {
	rule, fixed := was.Rule, was.fixed
	for _, part := range []struct {
		key, title string
		length     *int
	}{{"months", "月", &rule.Months}, {"days", "天", &rule.Days}, {"workdays", "工作日", &rule.Workdays}} {
		if v.Has(part.key) {
			*part.length = record.CountOf(v[part.key])
		}
		if *part.length < 0 {
			return store.Refuse(store.CodeInvalid, "「%s」不能是负数。", part.title)
		}
		row[part.key] = *part.length
	}
	if v.Has("fixed_on") {
		fixed = v["fixed_on"]
	}
	if fixed != "" {
		var err error
		if rule.Until, err = calendar.ParseDayOfYear(fixed); err != nil {
			return store.Refuse(store.CodeInvalid, "「固定日期」%s。", strings.TrimSuffix(err.Error(), "。"))
		}
	}
	row["fixed_on"] = rule.Until.String()
	if err := rule.Check(); err != nil {
		return store.Refuse(store.CodeInvalid, "%s（%s）。", err, was.name)
	}
	return nil
}

// renameDeadline gives a period another name: the rules that hold for some proposals only bear that of the general one.
func renameDeadline(ctx context.Context, tx *store.Tx, was *storedDeadline, name string) error {
	if was.applies != "" {
		return store.Refuse(store.CodeInvalid, "适用「%s」的规则是「%s」的，不能改成「%s」的；请删除这一条，另外新增。", was.applies, was.name, name)
	}
	other, err := store.LookUp(ctx, tx, "SELECT count(*) FROM deadline_rule WHERE applies = '' AND name = ?", name)
	if err != nil {
		return err
	}
	if other > 0 {
		return store.Refuse(store.CodeDuplicate, "已有名为「%s」的期限，请改用别的名称。", name)
	}
	return tx.Run(ctx, "UPDATE deadline_rule SET name = ? WHERE code = ? OR code LIKE ?", name, was.code, was.code+"/%")
}
