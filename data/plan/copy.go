package plan

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Shifted are the items of one year's plan as those of another, in their order: the months moved by as many years, all else as it is. A year without a
// plan is refused.
func Shifted(ctx context.Context, db bun.IDB, from, to int) ([]record.Values, error) {
	if from == to {
		return nil, store.Refuse(store.CodeInvalid, "不能照 %d 年自己的部署新建，请换一个年度。", from)
	}
	items, err := Items.Records(ctx, db, record.Scope{Year: from})
	if err != nil {
		return nil, fmt.Errorf("plan of %d: %w", from, err)
	}
	if len(items) == 0 {
		return nil, store.Refuse(store.CodeNotFound, "%d 年没有部署事项，可以照另一年，或用模板新建。", from)
	}
	drafts := make([]record.Values, 0, len(items))
	for _, item := range items {
		v := record.Values{}
		for _, f := range Items.FormFields() {
			v[f.Key] = item.Values[f.Key]
		}
		v["year"] = strconv.Itoa(to)
		for _, key := range []string{"from_month", "to_month"} {
			if v[key], err = inYears(v[key], to-from); err != nil {
				return nil, fmt.Errorf("plan item %d: %w", item.ID, err)
			}
		}
		drafts = append(drafts, v)
	}
	return drafts, nil
}

// After is the plan of the year to made after that of another, or, from being 0, after the template.
func After(ctx context.Context, db bun.IDB, from, to int) ([]record.Values, error) {
	if from == 0 {
		return Fresh(ctx, db, to)
	}
	return Shifted(ctx, db, from, to)
}

// inYears is the month (YYYY-MM) that many years later.
func inYears(month string, years int) (string, error) {
	m, err := calendar.ParseMonth(month)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%04d-%02d", m.Year+years, int(m.Month)), nil
}

// template is what a county's annual deployment of democratic supervision consists of, after the document the program was made for (年度工作部署).
var template = []struct {
	code, title, nature string
	kind                Kind
	targets             string
	from, to            int // months
}{
	{"（一）", "定向选派民主监督员进驻职能部门", "经常性监督", Stationing, "98人、22组", 3, 11},
	{"（二）", "提案办理全程跟踪", "针对性监督", Tracking, "3件", 4, 8},
	{"（三）", "提案办理民主评议", "重点监督", Evaluation, "13组、13件", 9, 11},
	{"（四）", "民主监督工作座谈会", "会议", Symposium, "1次", 10, 10},
	{"（五）", "提案工作专题调研", "调研", Study, "2次", 5, 11},
	{"（六）", "民主监督员年度工作汇报会", "会议", Report, "1次", 12, 12},
}

// Fresh is the plan that a year without one can begin with: six items, whose targets and months the office then changes to its own. A year that has a
// plan is refused.
func Fresh(ctx context.Context, db bun.IDB, year int) ([]record.Values, error) {
	n, err := store.LookUp(ctx, db, "SELECT count(*) FROM plan_item WHERE year = ? AND deleted_at = ''", year)
	if err != nil {
		return nil, err
	}
	if n > 0 {
		return nil, store.Refuse(store.CodeDuplicate, "%d 年已有部署事项 %d 项，模板只用于还没有部署的年度。", year, n)
	}
	drafts := make([]record.Values, 0, len(template))
	for _, t := range template {
		drafts = append(drafts, record.Values{
			"year": strconv.Itoa(year), "code": t.code, "title": t.title, "nature": t.nature, "kind": string(t.kind), "targets": t.targets,
			"from_month": fmt.Sprintf("%04d-%02d", year, t.from), "to_month": fmt.Sprintf("%04d-%02d", year, t.to),
		})
	}
	return drafts, nil
}

// Years are the years that have a plan, the newest first.
func Years(ctx context.Context, db bun.IDB) ([]int, error) {
	years, err := store.IDs(ctx, db, "SELECT DISTINCT year FROM plan_item WHERE deleted_at = '' ORDER BY year DESC")
	out := make([]int, len(years))
	for i, year := range years {
		out[i] = int(year)
	}
	return out, err
}

// Refused says why the drafts cannot be added to the year's plan, "" where they can: it has items of the same name.
func Refused(ctx context.Context, db bun.IDB, year int, drafts []record.Values) (string, error) {
	have, err := store.Texts(ctx, db, "SELECT title FROM plan_item WHERE year = ? AND deleted_at = '' ORDER BY sort, id", year)
	if err != nil {
		return "", err
	}
	known := make(map[string]bool, len(have))
	for _, title := range have {
		known[title] = true
	}
	var same []string
	for _, v := range drafts {
		if known[v["title"]] {
			same = append(same, "「"+v["title"]+"」")
		}
	}
	if len(same) == 0 {
		return "", nil
	}
	return fmt.Sprintf("%d 年的部署里已有同名的事项：%s。请先改名或删去，再一起新建。", year, zh.JoinNames(same)), nil
}

// Add stores the drafts as items of the year's plan, all or none, and refuses them where the year has items of the same name.
func Add(ctx context.Context, tx *store.Tx, year int, drafts []record.Values) error {
	why, err := Refused(ctx, tx, year, drafts)
	if err != nil {
		return err
	}
	if why != "" {
		return store.Refuse(store.CodeDuplicate, "%s", why)
	}
	for _, v := range drafts {
		if _, err := Items.Save(ctx, tx, record.Scope{Year: year}, 0, v); err != nil {
			return fmt.Errorf("plan item %q: %w", v["title"], err)
		}
	}
	return nil
}

// Wording is what the journal calls the adding of that many items to a year's plan; from is the year they are taken from, 0 for the template.
func Wording(year, from, n int) string {
	if from == 0 {
		return fmt.Sprintf("按模板新建 %d 年工作部署 %d 项", year, n)
	}
	return fmt.Sprintf("照 %d 年新建 %d 年工作部署 %d 项", from, year, n)
}
