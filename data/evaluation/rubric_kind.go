package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/uptrace/bun"
	"golang.org/x/text/width"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

const rubricView = `(SELECT b.*, CASE WHEN b.satisfied_line > 0 THEN rtrim(rtrim(printf('%.2f', b.satisfied_line / 100.0), '0'), '.') ELSE '' END AS line_text,
  CASE WHEN b.rework_line > 0 THEN rtrim(rtrim(printf('%.2f', b.rework_line / 100.0), '0'), '.') ELSE '' END AS rework_text,
  CASE b.method WHEN '票决' THEN
  COALESCE((SELECT group_concat(x.name || CASE WHEN x.counted THEN ' ' || rtrim(rtrim(printf('%.2f', x.points / 100.0), '0'), '.') ELSE ' 不计' END, '、') FROM
    (SELECT name, points, counted FROM rubric_option WHERE rubric_id = b.id ORDER BY sort, id) x), '') ELSE
  COALESCE((SELECT group_concat(x.name || CASE WHEN x.manner = '扣分' THEN ' 每件 −' || rtrim(rtrim(printf('%.2f', x.step / 100.0), '0'), '.')
      WHEN b.summing = '分值相加' THEN ' ' || rtrim(rtrim(printf('%.2f', x.marks / 100.0), '0'), '.') ELSE ' ' || rtrim(rtrim(printf('%.1f', x.weight / 10.0), '0'), '.') || '%' END || CASE x.choices WHEN '' THEN '' ELSE '（' || x.choices || '）' END, '、') FROM
    (SELECT name, weight, manner, step, marks, choices FROM rubric_indicator WHERE rubric_id = b.id ORDER BY sort, id) x), '') END AS items,
  COALESCE((SELECT group_concat(x.name || ' ≥ ' || rtrim(rtrim(printf('%.2f', x.lower / 100.0), '0'), '.'), '、') FROM
    (SELECT name, lower FROM rubric_grade WHERE rubric_id = b.id ORDER BY lower DESC, id) x), '') AS levels,
  (SELECT count(*) FROM evaluation e WHERE e.rubric_id = b.id AND e.deleted_at = '') AS used
  FROM rubric b WHERE b.deleted_at = '') AS rubric_list`

// Ways of summing up and of ranking those with the same score.
const (
	PlainMean = "均值"
	Trimmed   = "去一高一低"
)

// Ways of marking an indicator.
const (
	marked   = "打分"
	deducted = "扣分"
)

// Ways of putting indicators together.
const (
	byWeight = "按权重"
	addedUp  = "分值相加"
)

// checkIndicators refuses rows that contradict themselves or each other.
func checkIndicators(all []record.Values) error {
	for _, v := range all {
		if err := checkIndicator(v, all); err != nil {
			return err
		}
	}
	if v := record.Repeated(all, "heading", "indicator"); v != nil {
		return store.Refuse(store.CodeInvalid, "评分指标「%s」写了两次，请去掉一个或改名；不同上级指标下的可以同名。", v["indicator"])
	}
	return nil
}

func checkIndicator(v record.Values, all []record.Values) error {
	switch {
	case v["heading"] != "" && slices.ContainsFunc(all, func(o record.Values) bool { return o["heading"] == "" && o["indicator"] == v["heading"] }):
		return store.Refuse(store.CodeInvalid, "「%s」既是上级指标又单独打分，请改一个名称。", v["heading"])
	case v["source"] != "" && !slices.Contains(sourceNames(), v["source"]):
		return store.Refuse(store.CodeInvalid, "指标「%s」的「按数据」应为%s之一，没有「%s」。", v["indicator"], zh.JoinNames(sourceNames()), v["source"])
	case !slices.Contains([]string{"", marked, deducted}, v["manner"]):
		return store.Refuse(store.CodeInvalid, "指标「%s」的「打分方式」应为%s或%s，没有「%s」。", v["indicator"], marked, deducted, v["manner"])
	case v["manner"] == deducted && hundredths(v["step"]) == 0:
		return store.Refuse(store.CodeInvalid, "扣分指标「%s」要写明「每件扣」几分。", v["indicator"])
	case v["manner"] == deducted && hundredths(v["weight"]) != 0:
		return store.Refuse(store.CodeInvalid, "扣分指标「%s」从总分里扣，权重填 0。", v["indicator"])
	case v["manner"] != deducted && hundredths(v["max_score"]) == 0:
		return store.Refuse(store.CodeInvalid, "指标「%s」的满分应大于 0。", v["indicator"])
	}
	return checkChoices(v)
}

// rubricIndicators are what a scheme scores, in the order of the sheet. Weights are kept in per mille and entered in per cent.
var rubricIndicators = &record.Part{
	Title: "评分指标", Table: "rubric_indicator", Owner: "rubric_id", From: "rubric_indicator x", Order: "x.sort, x.id", Ordinal: "sort",
	Fields: []record.Field{
		{Key: "heading", Title: "上级指标", Aliases: []string{"一级指标"}, Note: "分两级的写一级指标的名称，不分级的空着", Width: 110},
		{Key: "indicator", Expr: "x.name", Title: "指标", Aliases: []string{"指标名称", "评分指标", "二级指标"}, Required: true, Example: "组织领导", Width: 150},
		{
			Key: "weight", Title: "权重（%）", Aliases: []string{"权重", "占比"}, Type: record.Decimal{Read: canonicalShare}, Required: true, Example: "15", Width: 70, Expr: "rtrim(rtrim(printf('%.1f', x.weight / 10.0), '0'), '.')",
			Note: "按权重的合计 100，都相同时可以是取整的，如三项各 33.3；分值相加的、扣分的填 0",
		},
		{
			Key: "max_score", Title: "满分", Aliases: []string{"分值", "最高分"}, Type: record.Decimal{Read: canonicalPoints}, Required: true, Default: "100", Width: 60, Expr: "rtrim(rtrim(printf('%.2f', x.marks / 100.0), '0'), '.')",
			Note: "扣分的填 0",
		},
		{
			Key: "choices", Title: "分档", Aliases: []string{"选项", "档次"}, Type: record.Text{Read: canonicalChoices}, Width: 120,
			Note: "不打分、选档次的，写各档和分数，如「优 25、良 20、中 15、差 10」；满分是最高一档的分；空着就是打分",
		},
		{Key: "manner", Title: "打分方式", Type: record.Word{Words: []string{marked, deducted}}, Default: marked, Note: "扣分：评委填件数，每件从总分里扣，扣完为止", Width: 70},
		{
			Key: "step", Title: "每件扣", Aliases: []string{"每件扣分", "扣分值"}, Type: record.Decimal{Read: canonicalPoints}, Default: "0", Width: 60, Expr: "rtrim(rtrim(printf('%.2f', x.step / 100.0), '0'), '.')",
			Note: "扣分的每件扣几分；按数据的比率每低 1 个百分点扣几分，0 是按比率得分",
		},
		{Key: "source", Title: "按数据", Aliases: []string{"取自记录"}, Type: record.Word{Words: sourceNames()}, Note: "空着是评委打；写了就按统计日期由提案记录计算", Width: 110},
	},
	Check: checkIndicators,
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, _ record.Values) (store.Columns, error) {
		choices, err := canonicalChoices(v["choices"])
		if err != nil {
			return nil, err
		}
		return store.Columns{
			"heading": v["heading"], "name": v["indicator"], "weight": hundredths(v["weight"]) / 10, "marks": hundredths(v["max_score"]),
			"manner": cmp.Or(v["manner"], marked), "step": hundredths(v["step"]), "source": v["source"], "choices": choices,
		}, refuseScored(ctx, tx, owner)
	},
	Removable: func(ctx context.Context, tx *store.Tx, id int64, _ record.Values) error {
		return refuseScoredPart(ctx, tx, "rubric_indicator", id)
	},
}

// rubricGrades are half-open: from the lower bound, inclusive, up to that of the next better grade.
var rubricGrades = &record.Part{
	Title: "等次", Table: "rubric_grade", Owner: "rubric_id", From: "rubric_grade x", Order: "x.lower DESC, x.id",
	Fields: []record.Field{
		{Key: "grade", Expr: "x.name", Title: "等次", Aliases: []string{"等次名称"}, Required: true, Example: "优秀", Width: 120},
		{
			Key: "lower", Title: "下限（含）", Aliases: []string{"下限", "最低分"}, Type: record.Decimal{Read: canonicalPoints}, Required: true, Example: "90", Width: 90, Expr: "rtrim(rtrim(printf('%.2f', x.lower / 100.0), '0'), '.')",
			Note: "达到下限、不到上一等次下限的属于这一等次；最低等次填 0",
		},
	},
	Check: func(all []record.Values) error { return refuseTwice("等次", "grade", all) },
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, _ record.Values) (store.Columns, error) {
		return store.Columns{"name": v["grade"], "lower": hundredths(v["lower"])}, refuseScored(ctx, tx, owner)
	},
	Removable: func(ctx context.Context, tx *store.Tx, id int64, _ record.Values) error {
		return refuseScoredPart(ctx, tx, "rubric_grade", id)
	},
}

// rubricWeights are what the categories of raters count; without any all raters count alike.
var rubricWeights = &record.Part{
	Title: "评委类别权重", Table: "rater_weight", Owner: "rubric_id", From: "rater_weight x", Order: "x.id",
	Fields: []record.Field{
		{Key: "category", Title: "评委类别", Aliases: []string{"类别"}, Type: record.Word{Dictionary: "rater_category"}, Required: true, Example: "常委", Width: 120},
		{
			Key: "weight", Title: "权重（%）", Aliases: []string{"权重"}, Type: record.Decimal{Read: canonicalShare}, Required: true, Example: "30", Width: 80, Expr: "rtrim(rtrim(printf('%.1f', x.weight / 10.0), '0'), '.')",
			Note: "合计 100；缺一类时其余按比例放大",
		},
	},
	Check: func(all []record.Values) error { return refuseTwice("评委类别权重", "category", all) },
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, _ record.Values) (store.Columns, error) {
		return store.Columns{"category": v["category"], "weight": hundredths(v["weight"]) / 10}, refuseScored(ctx, tx, owner)
	},
	Removable: func(ctx context.Context, tx *store.Tx, id int64, _ record.Values) error {
		return refuseScoredPart(ctx, tx, "rater_weight", id)
	},
}

// formerNames are what schemes the program comes with were called in files written or kept from earlier.
var formerNames = map[string]string{
	"提案办理质量评分表(两级百分制)": "提案办理质量评分表（两级百分制）",
	"双向评议三等次(延边州)":     "双向评议三等次（延边州）",
	"单件百分制(海南省 2002)":  "单件百分制（海南省 2002）",
}

// presentName is what a scheme is called now.
func presentName(name string) string { return cmp.Or(formerNames[name], name) }

// schemeName is the name of a scheme; a former one is read as the present one.
var schemeName = record.Text{Read: func(text string) (string, error) { return presentName(text), nil }}

// SchemeKinds are the schemes and, for taking them in from tables, their parts.
var (
	// Schemes are the 评分表方案.
	Schemes = &record.Kind{
		Name: "rubrics", Title: "评分方案", Layout: "评分方案", From: rubricView, Order: "id", Table: "rubric",
		Fields: []record.Field{
			{Key: "name", Title: "方案名称", Aliases: []string{"评分方案", "方案", "评分表方案"}, Type: schemeName, Section: "方案", Required: true, Example: "五项均值四等次", Width: 240},
			{Key: "method", Title: "计分方式", Aliases: []string{"评议方式"}, Type: record.Word{Words: []string{BySheets, ByBallots}}, Default: BySheets, Note: "评分表：评委按指标打分；票决：一票一票选档次", Width: 70},
			{Key: "items", Title: "指标、档次", ListOnly: true, Width: 300},
			{Key: "levels", Title: "等次", ListOnly: true, Width: 260},
			{Key: "aggregation", Title: "汇总方法", Type: record.Word{Words: []string{PlainMean, Trimmed}}, Default: PlainMean, Note: "去一高一低：计入的评分表满 5 张才去", Width: 90, When: usedBy(BySheets, "aggregation", PlainMean)},
			{Key: "summing", Title: "指标合计", Type: record.Word{Words: []string{byWeight, addedUp}}, Default: byWeight, FormOnly: true, When: usedBy(BySheets, "summing", byWeight), Note: "按权重：折成 100 分；分值相加：各项分数直接相加，满分是各项满分之和，如 120 分制"},
			{Key: "least", Title: "定等至少（张）", Aliases: []string{"定等至少", "最少评分表"}, Type: record.Whole{Min: 1}, Expr: "CASE least_sheets WHEN 0 THEN '' ELSE CAST(least_sheets AS TEXT) END", FormOnly: true, When: usedBy(BySheets, "least", ""), Note: "计入的评分表不足这么多张的只有得分，不定等次、不排名次；空着不限"},
			{Key: "tie_rule", Title: "并列名次", Type: record.Word{Words: []string{"1-2-2-4", "1-2-2-3"}}, Default: "1-2-2-4", Width: 80},
			{
				Key: "line", Title: "满意度线（%）", Aliases: []string{"满意度线"}, Type: record.Decimal{Read: canonicalLine}, Expr: "line_text", FormOnly: true, When: usedBy(ByBallots, "line", ""),
				Note: "票决用：满意率不到这条线的，跟踪督办并重新办理；没有就空着",
			},
			{
				Key: "rework", Title: "重办线（分）", Aliases: []string{"重办线"}, Type: record.Decimal{Read: canonicalReworkLine}, Expr: "rework_text", FormOnly: true, When: usedBy(BySheets, "rework", ""),
				Note: "评分表用：对提案办理的得分不到这条线的，可以在「结果」里送去重新办理；没有就空着。已有评分表也能改，得分不变",
			},
			{
				Key: "signing", Title: "记名", Aliases: []string{"是否记名", "记名方式"}, Type: record.Word{Words: []string{signed, anonymous}}, Default: signed, Expr: "CASE WHEN anonymous THEN '" + anonymous + "' ELSE '" + signed + "' END", FormOnly: true, When: usedBy(BySheets, "signing", signed),
				Note: "评分表用：无记名的，结果、报表和文书不写评分表和意见是谁的，计入不足 3 张的不列；收了评分表就不能再改成记名",
			},
			{Key: "used", Title: "使用次数", Type: record.Whole{}, ListOnly: true, Width: 70},
			{Key: "note", Title: "说明", Aliases: []string{"备注", "依据"}, Type: record.Long{}, FormOnly: true},
			{Key: "options", Title: "票决档次", Part: rubricOptions, Expr: "rubric_list.id", Section: "票决档次", When: usedBy(ByBallots, "options", "")},
			{Key: "indicators", Title: "评分指标", Part: rubricIndicators, Expr: "rubric_list.id", Section: "指标", When: usedBy(BySheets, "indicators", "")},
			{Key: "grades", Title: "等次", Part: rubricGrades, Expr: "rubric_list.id", Section: "等次"},
			{Key: "weights", Title: "评委类别权重", Part: rubricWeights, Expr: "rubric_list.id", Section: "评委类别", When: usedBy(BySheets, "weights", "")},
		},
		Index: []string{"name"},
		Match: func(v record.Values, by record.Candidates) (int64, error) {
			for _, r := range by("name", v["name"]) {
				return r.ID, nil
			}
			return 0, nil
		},
		Tables: rubricTables,
		Used: func(ctx context.Context, db bun.IDB, id int64) (string, error) {
			n, err := store.LookUp(ctx, db, "SELECT count(*) FROM evaluation WHERE rubric_id = ? AND deleted_at = ''", id)
			if err != nil || n == 0 {
				return "", err
			}
			return fmt.Sprintf("%d 次评议", n), nil
		},
		Binned: &record.Binned{Measure: "个", Name: "t.name", Note: "t.note"},
		Doubts: func(ctx context.Context, db bun.IDB, ids, _ []int64) ([]string, error) {
			return unusable(ctx, db, ids)
		},
	}
	SchemeIndicators = record.LedgerKind(&record.Kind{Name: "rubric-indicators", Title: "评分指标", Layout: "评分指标表", Doubts: doubtsOfPart("rubric_indicator")},
		&record.Ledger{Of: Schemes, Key: "indicators", Same: []string{"heading", "indicator"}, Numbered: "indicator"})
	SchemeGrades = record.LedgerKind(&record.Kind{Name: "rubric-grades", Title: "评议等次", Layout: "评议等次表", Doubts: doubtsOfPart("rubric_grade")},
		&record.Ledger{Of: Schemes, Key: "grades", Same: []string{"grade"}})
	SchemeOptions = record.LedgerKind(&record.Kind{Name: "rubric-options", Title: "票决档次", Layout: "票决档次表", Doubts: doubtsOfPart("rubric_option")},
		&record.Ledger{Of: Schemes, Key: "options", Same: []string{"option"}})
	SchemeWeights = record.LedgerKind(&record.Kind{Name: "rubric-weights", Title: "评委类别权重", Layout: "评委类别权重表", Doubts: doubtsOfPart("rater_weight")},
		&record.Ledger{Of: Schemes, Key: "weights", Same: []string{"category"}})
)

func init() { Schemes.Save, Schemes.Guard = saveScheme, keepAnonymous }

// usedBy has the form ask for a field of a scheme that is scored by the method, and of another one where something unusual stands in it.
func usedBy(method, key, usual string) func(record.Values) bool {
	return func(v record.Values) bool {
		return cmp.Or(v["method"], BySheets) == method || v[key] != "" && v[key] != usual
	}
}

// saveScheme stores a scheme. One that scores cannot be computed with is refused; the rows of a file are looked at together, by Doubts.
func saveScheme(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if v["name"] != "" {
		other, err := store.LookUp(ctx, tx, "SELECT id FROM rubric WHERE name = ? AND id <> ?", v["name"], id)
		if err != nil {
			return 0, err
		}
		if other != 0 {
			return 0, store.Refuse(store.CodeConflict, "已有评分方案「%s」（可能在回收站里），请换一个名称。", v["name"])
		}
	}
	for key, usual := range map[string]string{"aggregation": PlainMean, "tie_rule": "1-2-2-4", "method": BySheets, "summing": byWeight, "signing": signed} {
		if v[key] == "" && (id == 0 || v.Has(key)) {
			v = maps.Clone(v)
			v[key] = usual
		}
	}
	if version, err := newVersion(ctx, tx, id, v); version != 0 || err != nil {
		return version, err
	}
	if err := refuseOtherSums(ctx, tx, id, v); err != nil {
		return 0, err
	}
	v, err := numberIndicators(v)
	if err != nil {
		return 0, err
	}
	return storeScheme(ctx, tx, scope, id, v)
}

// numberIndicators tells apart indicators of one name by their order: 满意度, 满意度（2）.
func numberIndicators(v record.Values) (record.Values, error) {
	if v["indicators"] == "" {
		return v, nil
	}
	table, err := rubricIndicators.Parse(v["indicators"])
	if err != nil {
		return v, err
	}
	under := map[string][]int{} // places by heading
	for i := range table {
		under[table[i]["heading"]] = append(under[table[i]["heading"]], i)
	}
	for _, places := range under {
		names := make([]string, len(places))
		for n, i := range places {
			names[n] = table[i]["indicator"]
		}
		for n, name := range record.NumberNames(names) {
			table[places[n]]["indicator"] = name
		}
	}
	v = maps.Clone(v)
	v["indicators"] = rows.Text(table)
	return v, nil
}

// storeScheme stores a scheme that was looked at.
func storeScheme(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	more := store.Columns{}
	if v.Has("least") {
		more["least_sheets"] = record.CountOf(v["least"])
	}
	if v.Has("signing") {
		more["anonymous"] = v["signing"] == anonymous
	}
	if v.Has("line") {
		more["satisfied_line"] = hundredths(v["line"])
	}
	if v.Has("rework") {
		more["rework_line"] = hundredths(v["rework"])
	}
	id, err := Schemes.Plain(ctx, tx, scope, id, v, more)
	if err != nil {
		return 0, err
	}
	weights, err := store.LookUp(ctx, tx, "SELECT count(*) FROM rater_weight WHERE rubric_id = ?", id)
	if err != nil {
		return 0, err
	}
	if err := tx.Update(ctx, "rubric", id, store.Columns{"weighted": weights > 0}); err != nil {
		return 0, err
	}
	if err := settleSlots(ctx, tx, "b.id = ?", id); err != nil {
		return 0, err
	}
	if tx.Importing {
		return id, nil
	}
	return id, refuseUnusable(ctx, tx, id)
}

// refuseOtherSums refuses another way of summing up or ranking for a scheme with sheets.
func refuseOtherSums(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if id == 0 {
		return nil
	}
	stored, err := Schemes.RecordWith(ctx, tx, record.Scope{}, id, record.FlatFields)
	if err != nil {
		return err
	}
	if err := refuseSigned(ctx, tx, id, v, stored.Values); err != nil {
		return err
	}
	for _, key := range []string{"method", "line", "aggregation", "summing", "least", "tie_rule"} {
		if v.Has(key) && v[key] != stored.Values[key] {
			return refuseScored(ctx, tx, id)
		}
	}
	return nil
}

// uses are what hangs on a scheme.
type uses struct {
	name            string
	sheets, ballots int
}

func usesOf(ctx context.Context, db bun.IDB, rubricID int64) (u uses, err error) {
	err = db.QueryRowContext(ctx, `SELECT b.name, (SELECT count(*) FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id
		JOIN evaluation e ON e.id = n.evaluation_id WHERE e.rubric_id = b.id),
		(SELECT count(*) FROM ballot x JOIN ballot_round r ON r.id = x.round_id JOIN evaluation e ON e.id = r.evaluation_id WHERE e.rubric_id = b.id AND x.pass = 1)
		FROM rubric b WHERE b.id = ?`, rubricID).Scan(&u.name, &u.sheets, &u.ballots)
	if err != nil {
		err = fmt.Errorf("read rubric %d: %w", rubricID, err)
	}
	return u, err
}

// refuseScored refuses a change of what a scheme with sheets is computed by.
func refuseScored(ctx context.Context, tx *store.Tx, rubricID int64) error {
	u, err := usesOf(ctx, tx, rubricID)
	switch {
	case err != nil:
		return err
	case u.sheets > 0:
		return store.Refuse(store.CodeConflict, "评分方案「%s」已用于 %d 份评分表，不能再改指标、等次、权重和汇总方法；请右键「复制为新方案」，改好后用于新的评议。", u.name, u.sheets)
	case u.ballots > 0:
		return store.Refuse(store.CodeConflict, "评分方案「%s」已用于 %d 张评议票，不能再改档次、等次、满意度线和并列名次；请右键「复制为新方案」，改好后用于新的评议。", u.name, u.ballots)
	}
	return nil
}

func refuseScoredPart(ctx context.Context, tx *store.Tx, table string, id int64) error {
	rubricID, err := store.LookUp(ctx, tx, "SELECT rubric_id FROM "+table+" WHERE id = ?", id)
	if err != nil {
		return err
	}
	return refuseScored(ctx, tx, rubricID)
}

// refuseUnusable refuses a scheme nothing can be computed with.
func refuseUnusable(ctx context.Context, db bun.IDB, id int64) error {
	wrong, err := unusable(ctx, db, []int64{id})
	if err == nil && len(wrong) > 0 {
		err = store.Refuse(store.CodeInvalid, "%s。", wrong[0])
	}
	return err
}

// unusable says of the schemes why nothing can be computed with them.
func unusable(ctx context.Context, db bun.IDB, ids []int64) (wrong []string, err error) {
	all, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	asked := map[int64]bool{}
	for _, id := range ids {
		asked[id] = true
	}
	for _, r := range all {
		if !asked[r.ID] {
			continue
		}
		if err := r.check(); err != nil {
			wrong = append(wrong, err.Error())
		}
	}
	return wrong, nil
}

// doubtsOfPart is unusable for the schemes whose rows in the table were taken in.
func doubtsOfPart(table string) func(context.Context, bun.IDB, []int64, []int64) ([]string, error) {
	return func(ctx context.Context, db bun.IDB, ids, _ []int64) ([]string, error) {
		if len(ids) == 0 {
			return nil, nil
		}
		rubrics, err := store.IDs(ctx, db, "SELECT DISTINCT rubric_id FROM "+table+" WHERE id IN (?)", bun.List(ids))
		if err != nil {
			return nil, err
		}
		return unusable(ctx, db, rubrics)
	}
}

func refuseTwice(what, key string, all []record.Values) error {
	if v := record.Repeated(all, key); v != nil {
		return store.Refuse(store.CodeInvalid, "%s「%s」写了两次，请去掉一个或改名。", what, v[key])
	}
	return nil
}

// hundredths is a canonical decimal in hundredths.
func hundredths(text string) int64 {
	exact, err := decimal.NewFromString(text)
	if err != nil {
		return 0
	}
	return exact.Shift(2).IntPart()
}

// canonicalShare reads a weight in per cent with at most one decimal; the error follows the field's name.
func canonicalShare(text string) (string, error) { return canonicalBetween(text, 1, 100, "权重") }

// canonicalPoints reads points with at most two decimals; the error follows the field's name.
func canonicalPoints(text string) (string, error) {
	return canonicalBetween(text, 2, 1_000_000, "分数")
}

func canonicalBetween(text string, decimals int32, most int64, what string) (string, error) {
	if text == "" {
		return "", nil
	}
	exact, err := measure.ParseDecimal(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(width.Narrow.String(text)), "%")))
	switch {
	case err != nil:
		return "", err
	case exact.IsNegative() || exact.GreaterThan(decimal.NewFromInt(most)):
		return "", fmt.Errorf("%s应在 0 到 %d 之间", what, most)
	case !exact.Shift(decimals).IsInteger():
		return "", fmt.Errorf("%s至多 %d 位小数", what, decimals)
	}
	return exact.String(), nil
}
