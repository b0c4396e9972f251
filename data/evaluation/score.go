package evaluation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/uptrace/bun"
	"golang.org/x/text/width"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

const scoreView = `(SELECT s.id, e.year, e.name AS evaluation, n.number AS number_order, CAST(n.number AS TEXT) AS number, COALESCE(CAST(p.number AS TEXT), '') AS proposal,
	COALESCE(p.title, '') AS proposal_title, u.name AS unit, r.name, CASE WHEN ` + fewOf + ` THEN '' ELSE r.category END AS category, s.submitted_on, s.void, s.note, s.entered_by
	FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id JOIN evaluation e ON e.id = n.evaluation_id
	LEFT JOIN proposal p ON p.id = g.proposal_id JOIN unit u ON u.id = g.unit_id JOIN rater r ON r.id = s.rater_id
	WHERE e.deleted_at = '' AND COALESCE(p.deleted_at, '') = '') AS sheet`

// Scores are the score sheets: one record for what a rater gives one target, with a field for each indicator.
var Scores = &record.Kind{
	Name: "scores", Title: "评分表", Layout: "民主评议评分汇总表", From: scoreView, Scope: "year = ?", Order: "number_order, id", Table: "score_sheet", Tables: scoresTables,
	Fields: []record.Field{
		{Key: "evaluation", Title: "评议名称", Aliases: []string{"评议活动"}, FormOnly: true, Section: "评分表", Note: "同一年有几次评议时填写"},
		{Key: "number", Title: "组号", OneNumber: true, Aliases: []string{"组别", "小组编号", "评议组号", "评议组"}, Required: true, Example: "1", Width: 60},
		{Key: "proposal", Title: "评议案号", OneNumber: true, Aliases: []string{"案号", "提案号", "评议提案"}, Named: true, Note: "评的是单位本身时空着，写承办单位", Example: "12", Width: 80},
		{Key: "proposal_title", Title: "案由", ListOnly: true, Width: 240},
		{Key: "unit", Title: "承办单位", Aliases: []string{"被评单位", "评议对象", "主办单位"}, Named: true, Example: "县教育局", Width: 150},
		{Key: "name", Title: "评委", Aliases: []string{"评委姓名", "姓名", "评议员"}, Type: record.Name{Nameless: slotNamed}, Note: "无记名的写第几张，如「第 3 张」", Required: true, Example: "张三", Width: 80},
		{Key: "category", Title: "评委类别", Aliases: []string{"类别", "评委身份"}, Type: record.Word{Dictionary: "rater_category"}, Example: "常委", Width: 100},
		{Key: "submitted_on", Title: "交表日期", Aliases: []string{"评分日期", "交表时间", "日期"}, Type: record.Day{}, Width: 90},
		{Key: "void", Title: "作废", Aliases: []string{"是否作废"}, Type: record.YesNo{}, Width: 50},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
		{Key: "entered_by", Title: "录入人", FormOnly: true, Note: "照纸质表录入的写；另一个人再录一遍的写在评分表二录表里"},
	},
	Index: []string{"name"}, ProposalKey: "proposal",
	Match:  matchSheet,
	Save:   keeping(ofSheet, saveSheet),
	Extra:  typedIn[FirstPass].fields,
	Blocks: scoreBlocks,
}

func init() { Scores.Once = sheetOnce }

// matchSheet finds the sheet that a row of a file is of.
func matchSheet(v record.Values, by record.Candidates) (int64, error) {
	record.CanonicalNumber(v, "number")
	record.CanonicalNumber(v, "proposal")
	for _, r := range by("name", v["name"]) {
		if v["proposal"] != r.Values["proposal"] || slices.ContainsFunc([]string{"number", "evaluation"}, func(key string) bool {
			return v[key] != "" && v[key] != r.Values[key]
		}) {
			continue
		}
		if roster.KeepOrder(v, r.Values, "unit", roster.SameUnit); v["unit"] == "" || v["unit"] == r.Values["unit"] {
			return r.ID, nil
		}
	}
	return 0, nil
}

// indicatorKey is the key of the field that holds the points for the indicator.
func indicatorKey(name string) string { return "points:" + name }

// fields gives one field for each indicator of the rubrics by which the year's evaluations are scored; before
// there is an evaluation, of the first rubric. Indicators with the same name share a field.
func (in typed) fields(ctx context.Context, db bun.IDB, scope record.Scope) ([]record.Field, error) {
	used, err := store.IDs(ctx, db, "SELECT DISTINCT e.rubric_id FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ? WHERE e.year = ? AND e.deleted_at = '' ORDER BY e.rubric_id",
		BySheets, scope.Year)
	if err != nil {
		return nil, err
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	if len(used) == 0 && len(rubrics) > 0 {
		used = []int64{rubrics[0].ID}
	}
	var names []string
	byName := map[string][]Indicator{}
	for _, r := range rubrics {
		if !slices.Contains(used, r.ID) {
			continue
		}
		for _, i := range r.Indicators {
			if len(byName[i.Label]) == 0 {
				names = append(names, i.Label)
			}
			byName[i.Label] = append(byName[i.Label], i)
		}
	}
	fields := make([]record.Field, 0, len(names))
	for _, name := range names {
		fields = append(fields, in.field(byName[name]))
	}
	return fields, nil
}

func (in typed) field(same []Indicator) record.Field {
	first := same[0]
	idList := make([]string, len(same))
	var full []string
	for i, indicator := range same {
		idList[i] = strconv.FormatInt(indicator.ID, 10)
		if mark := indicator.Max.Decimal().String(); !indicator.Deducts && !slices.Contains(full, mark) {
			full = append(full, mark)
		}
	}
	weight := decimal.New(first.Weight, -1).String()
	if slices.ContainsFunc(same, func(i Indicator) bool { return i.Weight != first.Weight || i.Deducts }) || first.Weight == 0 {
		weight = ""
	}
	named := sharedChoices(same)
	read := func(text string) (string, error) {
		if named != nil {
			if points, ok := named(text); ok {
				return points, nil
			}
		}
		return plainPoints(text), checkShared(same, text)
	}
	note, example := fmt.Sprintf("满分 %s，至多两位小数", first.Max.Decimal()), (first.Max * 9 / 10).Decimal().String()
	aliases := []string{first.Label + "得分", fmt.Sprintf("%s（%s分）", first.Label, first.Max.Decimal())}
	if first.Deducts {
		note, example, aliases = fmt.Sprintf("件数，每件扣 %s 分", first.Step.Decimal()), "0", []string{first.Label + "件数", first.Label + "（件）"}
	}
	if first.Choices != "" {
		note, example = "选一档，写名称或分数："+first.Choices, first.Choose()[0].Name
	}
	if plain := record.UnnumberedName(first.Label); plain != "" {
		aliases = append(aliases, plain, plain+"得分", fmt.Sprintf("%s（%s分）", plain, first.Max.Decimal()))
	}
	if first.Label != first.Name {
		aliases = append(aliases, first.Heading+first.Name)
	}
	return record.Field{
		Key: indicatorKey(first.Label), Title: first.Label, Type: record.Decimal{Read: read, Named: named, Full: full, Weight: weight, Digits: true}, Width: 90,
		Aliases: aliases, Note: note, Example: example,
		Expr: `COALESCE((SELECT rtrim(rtrim(printf('%.2f', x.points / 100.0), '0'), '.') FROM ` + in.points + ` x WHERE x.` + in.of + ` = sheet.id
			AND x.indicator_id IN (` + strings.Join(idList, ", ") + `)), '')`,
	}
}

// sheetPlace is what a score sheet belongs to.
type sheetPlace struct {
	panelID, rubricID int64
	number            string // of the panel
	targetID, raterID int64
}

func saveSheet(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	record.CanonicalNumber(v, "number")
	record.CanonicalNumber(v, "proposal")
	if err := record.CheckHappened(tx, "交表日期", v["submitted_on"]); err != nil {
		return 0, err
	}
	place, err := findSheetPlace(ctx, tx, scope, scoreView, id, v)
	if err != nil {
		return 0, err
	}
	points, err := sheetPoints(ctx, tx, place, v)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if id, err = store.LookUp(ctx, tx, "SELECT id FROM score_sheet WHERE target_id = ? AND rater_id = ?", place.targetID, place.raterID); err != nil {
			return 0, err
		}
		if id != 0 { // of a new one, what is empty clears nothing of the one there is
			points = slices.DeleteFunc(points, func(p givenPoints) bool { return p.cleared })
			v = v.Filled()
			if len(points) == 0 && v["note"] == "" && !record.Yes(v["void"]) {
				return 0, store.Refuse(store.CodeInvalid, "评委「%s」的评分表没有填写任何得分，已有的评分没有改。", v["name"])
			}
		}
	}
	if id == 0 && !slices.ContainsFunc(points, func(p givenPoints) bool { return !p.cleared }) && !record.Yes(v["void"]) {
		return 0, store.Refuse(store.CodeInvalid, "评委「%s」的评分表没有填写任何得分。", v["name"])
	}
	row := v.Pick("submitted_on", "note", "entered_by")
	row["target_id"], row["rater_id"] = place.targetID, place.raterID
	if v.Has("void") {
		row["void"] = record.Yes(v["void"])
	}
	if id, err = tx.Put(ctx, "score_sheet", id, row); err != nil {
		return 0, err
	}
	return id, typedIn[FirstPass].savePoints(ctx, tx, id, points)
}

// sheetPoints are the points v gives. It refuses those of a sheet that is typed in by the person who typed it in second.
func sheetPoints(ctx context.Context, tx *store.Tx, place sheetPlace, v record.Values) ([]givenPoints, error) {
	other, err := otherEntry(ctx, tx, FirstPass, place.targetID, place.raterID)
	if err != nil {
		return nil, err
	}
	if err := refuseSamePerson(Typing{FirstPass, v["entered_by"]}, v["name"], other); err != nil {
		return nil, err
	}
	return readPoints(ctx, tx, place.rubricID, v)
}

// sheetOnce implements record.Kind.Once: a rater hands in one sheet for a target.
func sheetOnce(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values) (string, record.Values, error) {
	named := maps.Clone(v)
	record.CanonicalNumber(named, "number")
	record.CanonicalNumber(named, "proposal")
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err != nil || named["name"] == "" {
		return "", nil, err
	}
	place, err := findScoredPanel(ctx, tx, year, named)
	if err != nil {
		return "", nil, err
	}
	if place.targetID, err = findTarget(ctx, tx, place, year, named); err != nil {
		return "", nil, err
	}
	rater, err := ratedBy(ctx, tx, place.panelID, named["name"])
	if err != nil || rater == 0 {
		return "", nil, err
	}
	maps.DeleteFunc(named, func(key, text string) bool {
		return text == "" || slices.Contains([]string{"evaluation", "number", "proposal", "unit", "name"}, key) || Scores.Field(key) != nil && Scores.Field(key).ListOnly
	})
	return rowKey(place.targetID, rater), named, nil
}

// findSheetPlace finds panel, target and rater: those of the sheet stored in the view, unless v speaks of others.
func findSheetPlace(ctx context.Context, tx *store.Tx, scope record.Scope, view string, id int64, v record.Values) (sheetPlace, error) {
	named := record.Values{}
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err != nil {
		return sheetPlace{}, err
	}
	if id != 0 {
		var evaluation, number, proposal, unit, name string
		err := tx.QueryRowContext(ctx, "SELECT year, evaluation, number, proposal, unit, name FROM "+view+" WHERE id = ?", id).
			Scan(&year, &evaluation, &number, &proposal, &unit, &name)
		if err != nil {
			return sheetPlace{}, fmt.Errorf("read score sheet %d: %w", id, err)
		}
		named = record.Values{"evaluation": evaluation, "number": number, "proposal": proposal, "unit": unit, "name": name}
	}
	for _, key := range []string{"evaluation", "number", "proposal", "unit", "name", "category"} {
		if v.Has(key) {
			if key == "proposal" && v[key] != named[key] && !v.Has("unit") {
				named["unit"] = ""
			}
			named[key] = v[key]
		}
	}
	place, err := findScoredPanel(ctx, tx, year, named)
	if err != nil {
		return place, err
	}
	if place.targetID, err = findTarget(ctx, tx, place, year, named); err != nil {
		return place, err
	}
	place.raterID, err = findRater(ctx, tx, place, named)
	return place, err
}

func findScoredPanel(ctx context.Context, tx *store.Tx, year int, v record.Values) (sheetPlace, error) {
	place := sheetPlace{number: v["number"]}
	if place.number == "" {
		return place, store.Refuse(store.CodeInvalid, "缺少评议小组的组号。")
	}
	panels, err := store.IDs(ctx, tx, `SELECT n.id FROM panel n JOIN evaluation e ON e.id = n.evaluation_id
		WHERE e.year = ?0 AND e.deleted_at = '' AND CAST(n.number AS TEXT) = ?1 AND ?2 IN ('', e.name)`, year, place.number, v["evaluation"])
	switch {
	case err != nil:
		return place, err
	case len(panels) == 0:
		return place, store.Refuse(store.CodeNotFound, "%d 年没有第 %s 评议小组，请先导入评议小组及评委名单。", year, place.number)
	case len(panels) > 1:
		return place, store.Refuse(store.CodeInvalid, "%d 年有 %d 次评议都有第 %s 组，请写明评议名称。", year, len(panels), place.number)
	}
	place.panelID = panels[0]
	place.rubricID, err = store.LookUp(ctx, tx, "SELECT e.rubric_id FROM panel n JOIN evaluation e ON e.id = n.evaluation_id WHERE n.id = ?", place.panelID)
	return place, err
}

// findTarget finds what the sheet is about among the panel's targets; a panel with a single one needs no proposal number.
func findTarget(ctx context.Context, tx *store.Tx, place sheetPlace, year int, v record.Values) (int64, error) {
	query, args := "SELECT id FROM target_list WHERE panel_id = ?", []any{place.panelID}
	about := "评议对象"
	if v["proposal"] != "" {
		proposalID, err := proposal.ByNumber(ctx, tx, year, v["proposal"], 0, 0)
		if err != nil {
			return 0, err
		}
		query, args, about = query+" AND proposal_id = ?", append(args, proposalID), "案号 "+v["proposal"]
	}
	if v["unit"] != "" {
		scored, err := store.IDs(ctx, tx, "SELECT unit_id FROM evaluation_target WHERE panel_id = ?", place.panelID)
		if err != nil {
			return 0, err
		}
		unitID, err := roster.FindUnit(ctx, tx, v["unit"], scored...)
		if err != nil {
			return 0, err
		}
		query, args, about = query+" AND unit_id = ?", append(args, unitID), about+"（"+v["unit"]+"）"
	}
	found, err := store.IDs(ctx, tx, query, args...)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, store.Refuse(store.CodeNotFound, "第 %s 评议小组不评%s，请检查组号、案号和承办单位。", place.number, about)
	case len(found) > 1:
		return 0, store.Refuse(store.CodeInvalid, "第 %s 评议小组有 %d 个评议对象，请写明案号和承办单位。", place.number, len(found))
	}
	return found[0], nil
}

func findRater(ctx context.Context, tx *store.Tx, place sheetPlace, v record.Values) (int64, error) {
	if v["name"] == "" {
		return 0, store.Refuse(store.CodeInvalid, "缺少评委姓名。")
	}
	id, err := ratedBy(ctx, tx, place.panelID, v["name"])
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if err := refuseNamed(ctx, tx, place, v["name"]); err != nil {
			return 0, err
		}
		names, err := panelRaters(ctx, tx, place.panelID)
		if err != nil {
			return 0, err
		}
		return 0, store.Refuse(store.CodeNotFound, "「%s」不是第 %s 评议小组的评委，该组评委是：%s。", v["name"], place.number, names)
	}
	return id, refuseOther(ctx, tx, id, v)
}

// refuseOther refuses a sheet of a rater who is excused, or of another category than it says. A category that nobody noted is taken over, but of a slot.
func refuseOther(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	var category string
	var excused, unnamed bool
	if err := tx.QueryRowContext(ctx, "SELECT category, excused, slot > 0 FROM rater WHERE id = ?", id).Scan(&category, &excused, &unnamed); err != nil {
		return fmt.Errorf("read rater %d: %w", id, err)
	}
	given := v["category"]
	switch {
	case excused:
		return store.Refuse(store.CodeInvalid, "评委「%s」已登记回避，不能打分。", v["name"])
	case given == "" || given == category:
		return nil
	case unnamed && category == "":
		return nil // of a single 提案人 it would say whose it is
	case category == "":
		return tx.Update(ctx, "rater", id, store.Columns{"category": given})
	case unnamed:
		return store.Refuse(store.CodeInvalid, "「%s」不是「%s」的评分表，请换一张，或空着类别。", v["name"], given)
	}
	return store.Refuse(store.CodeInvalid, "评委「%s」在名单中是「%s」，与评分表上的「%s」不一致。", v["name"], category, given)
}

// givenPoints is what v says of one indicator.
type givenPoints struct {
	indicatorID int64
	hundredths  int64
	cleared     bool
}

// readPoints reads the points v gives, within what each indicator allows.
func readPoints(ctx context.Context, tx *store.Tx, rubricID int64, v record.Values) ([]givenPoints, error) {
	rubrics, err := Rubrics(ctx, tx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	var points []givenPoints
	for _, r := range rubrics {
		if r.ID != rubricID {
			continue
		}
		for _, i := range r.Indicators {
			key := indicatorKey(i.Label)
			known[key] = true
			text, ok := v[key]
			if !ok {
				continue
			}
			p := givenPoints{indicatorID: i.ID, cleared: text == ""}
			if !p.cleared {
				if p.hundredths, err = parsePoints(i, text); err != nil {
					return nil, err
				}
			}
			points = append(points, p)
		}
	}
	for key, text := range v {
		if name, ok := strings.CutPrefix(key, indicatorKey("")); ok && text != "" && !known[key] {
			return nil, store.Refuse(store.CodeInvalid, "这次评议的评分方案没有指标「%s」。", name)
		}
	}
	return points, nil
}

// plainPoints is a number as it is kept: 92.50 and ９２．５ are 92.5. What is no plain number stays as it is.
func plainPoints(text string) string {
	text = strings.TrimSpace(width.Narrow.String(text))
	if exact, err := readDecimal(text); err == nil {
		return exact.String()
	}
	return text
}

// readDecimal reads what somebody gave: digits and a point, without a sign or an exponent.
func readDecimal(text string) (decimal.Decimal, error) {
	text = strings.TrimSpace(width.Narrow.String(text))
	exact, err := measure.ParseDecimal(text)
	switch {
	case err == nil && strings.HasPrefix(text, "-") && exact.IsZero(), err == nil && strings.HasPrefix(text, "+"):
		return exact, errors.New("不要写正负号，请填 87.25 这样的数字")
	case err != nil:
		return exact, err
	}
	return exact, nil
}

func parsePoints(i Indicator, text string) (int64, error) {
	text = i.Given(text)
	exact, err := readDecimal(text)
	if err != nil && i.Choices == "" {
		return 0, store.Refuse(store.CodeInvalid, "%s的得分%s。", i.Label, err)
	}
	if err := checkPoints(i, text); err != nil {
		return 0, store.Refuse(store.CodeInvalid, "%s的得分 %s %s。", i.Label, text, err)
	}
	return exact.Shift(2).IntPart(), nil
}

// MostCases is more than anybody counts by hand.
const MostCases = 9999

// checkShared is checkPoints for a field of indicators of several schemes: what one of them takes is right.
func checkShared(same []Indicator, text string) (err error) {
	largest := slices.SortedFunc(slices.Values(same), func(a, b Indicator) int { return cmp.Compare(b.Max, a.Max) })
	for at, i := range largest {
		e := checkPoints(i, text)
		if e == nil {
			return nil
		}
		if at == 0 {
			err = e
		}
	}
	return err
}

// checkPoints says why a text cannot be the points for an indicator, in words to follow it.
func checkPoints(i Indicator, text string) error {
	if _, ok := i.chosen(text); i.Choices != "" {
		if !ok {
			return fmt.Errorf("只能是 %s 之一", i.Choices)
		}
		return nil
	}
	exact, err := readDecimal(text)
	switch {
	case err != nil:
		return err
	case !exact.Shift(2).IsInteger():
		return errors.New("多于两位小数")
	case exact.IsNegative():
		return errors.New("不能是负数")
	case i.Deducts && !exact.IsInteger():
		return errors.New("不是整数件数")
	case i.Deducts && exact.GreaterThan(decimal.NewFromInt(MostCases)):
		return fmt.Errorf("超过 %d 件", MostCases)
	case !i.Deducts && exact.GreaterThan(i.Max.Decimal()):
		return fmt.Errorf("超过满分 %s", i.Max.Decimal())
	}
	return nil
}
