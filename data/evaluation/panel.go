package evaluation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// panelView has one row per rater; what his panel evaluates stands beside him.
const panelView = `(SELECT r.id, e.year, e.name AS evaluation, b.name AS rubric, n.number AS number_order, CAST(n.number AS TEXT) AS number, n.name AS panel,
	COALESCE(c.name, '') AS committee, n.leader, r.name, r.category, r.excused,
	COALESCE((SELECT group_concat(x.number, '、') FROM (SELECT p.number, min(g.id) AS first FROM evaluation_target g JOIN proposal p ON p.id = g.proposal_id
	          WHERE g.panel_id = n.id GROUP BY p.number ORDER BY first) x), '') AS proposals,
	COALESCE((SELECT group_concat(x.title, '、') FROM (SELECT p.title, min(g.id) AS first FROM evaluation_target g JOIN proposal p ON p.id = g.proposal_id
	          WHERE g.panel_id = n.id GROUP BY p.id ORDER BY first) x), '') AS proposal_titles,
	COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name, min(g.id) AS first FROM evaluation_target g JOIN unit u ON u.id = g.unit_id
	          WHERE g.panel_id = n.id GROUP BY u.id ORDER BY first) x), '') AS units,
	COALESCE((SELECT group_concat(x.class, '、') FROM (SELECT DISTINCT g.class FROM evaluation_target g WHERE g.panel_id = n.id AND g.class <> '' ORDER BY 1) x), '') AS class
	FROM rater r JOIN panel n ON n.id = r.panel_id JOIN evaluation e ON e.id = n.evaluation_id JOIN rubric b ON b.id = e.rubric_id
	LEFT JOIN committee c ON c.id = n.committee_id WHERE r.slot = 0 AND e.deleted_at = '') AS panel_list`

// Panels are the raters of the 评议小组, one record each; panel, evaluation and target come with the first of them.
var Panels = &record.Kind{
	Name: "panels", Title: "评委", Layout: "评议小组及评委名单", From: panelView, Scope: "year = ?", Order: "number_order, id", Table: "rater", Tables: panelsTables, Lists: panelsLists, Found: foundPanels,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "评议", Note: "空着就是当前年度", FormOnly: true},
		{Key: "evaluation", Title: "评议名称", Aliases: []string{"评议活动", "评议项目"}, Width: 220},
		{Key: "rubric", Title: "评分方案", Aliases: []string{"评分表", "评分表方案"}, Type: schemeName, FormOnly: true, Note: "空着就是评议已有的方案，新评议用第一个"},
		{Key: "number", Title: "组号", OneNumber: true, Aliases: []string{"组别", "小组编号", "评议组号", "评议组"}, Section: "小组", Required: true, Example: "1", Width: 60},
		{Key: "panel", Title: "小组名称", Aliases: []string{"评议小组", "评议小组名称", "组名"}, Width: 120},
		{Key: "committee", Title: "牵头专委会", Type: record.Ref{Kind: "committees"}, Aliases: []string{"专委会", "牵头单位"}, Width: 120},
		{Key: "leader", Title: "组长", Aliases: []string{"评议组长"}, Type: record.Name{}, Width: 80},
		{Key: "name", Title: "评委", Aliases: []string{"评委姓名", "姓名", "评议员", "成员"}, Type: record.Name{}, Section: "评委", Required: true, Example: "张三", Width: 80},
		{Key: "category", Title: "评委类别", Aliases: []string{"类别", "评委身份"}, Type: record.Word{Dictionary: "rater_category"}, Example: "常委", Width: 100},
		{Key: "excused", Title: "回避", Aliases: []string{"是否回避"}, Type: record.YesNo{}, Width: 50},
		{Key: "proposals", Title: "评议案号", Aliases: []string{"案号", "提案号", "评议提案"}, Type: record.Several{}, Section: "对象", Note: "评的是单位本身时空着，写承办单位", Example: "12", Width: 80},
		{Key: "proposal_titles", Title: "案由", ListOnly: true, Width: 260},
		{Key: "units", Title: "承办单位", Aliases: []string{"被评单位", "评议对象", "主办单位"}, Type: record.Several{}, Note: "空着就是提案的主办单位", Width: 160},
		{Key: "class", Title: "对象类别", Aliases: []string{"排名类别", "单位类别"}, Note: "名次在同一类别内排；空着不分类", Width: 80},
	},
	Index: []string{"name"}, ProposalKey: "proposals",
	Shared: []string{"year", "evaluation", "rubric", "number", "panel", "committee", "leader", "proposals", "units", "class"},
	Begins: raterBegins,
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		canonicalNumbers(v, "proposals")
		same := slices.DeleteFunc(slices.Clone(by("name", v["name"])), func(r record.Record) bool {
			return r.Values["number"] != v["number"] || v["evaluation"] != "" && r.Values["evaluation"] != v["evaluation"]
		})
		for _, r := range same {
			roster.KeepOrder(v, r.Values, "proposals", roster.SameText)
			roster.KeepOrder(v, r.Values, "units", roster.SameUnit)
		}
		return record.MatchInYear(v, same), nil
	},
	Save: keeping(ofRater, saveRater), Doubts: doubtsOf,
}

// raterBegins has the form of a new rater say by which scheme the evaluation is scored that it is kept for.
func raterBegins(ctx context.Context, db bun.IDB, scope record.Scope, kept record.Values) (record.Values, error) {
	if kept["evaluation"] == "" {
		return nil, nil
	}
	year := scope.Year
	if kept["year"] != "" {
		year = record.CountOf(kept["year"])
	}
	schemes, err := store.Texts(ctx, db, "SELECT b.name FROM evaluation e JOIN rubric b ON b.id = e.rubric_id WHERE e.year = ? AND e.name = ? AND e.deleted_at = '' AND b.method = ?", year, kept["evaluation"], BySheets)
	if err != nil || len(schemes) != 1 {
		return nil, err
	}
	return record.Values{"rubric": schemes[0]}, nil
}

// canonicalNumbers is CanonicalNumber for a field of several.
func canonicalNumbers(v record.Values, key string) {
	if v[key] == "" {
		return
	}
	numbers := v.Many(key)
	for i, text := range numbers {
		if year, n, _ := record.CalledNumber(text); n > 0 && year == 0 {
			numbers[i] = strconv.Itoa(n)
		}
	}
	v[key] = zh.JoinNames(numbers)
}

func saveRater(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	record.CanonicalNumber(v, "number")
	canonicalNumbers(v, "proposals")
	if (id == 0 || v.Has("name")) && v["name"] == "" {
		return 0, store.Refuse(store.CodeInvalid, "缺少评委姓名。")
	}
	if v["category"] != "" {
		if err := record.CheckWord(ctx, tx, "rater_category", "评委类别", v["category"]); err != nil {
			return 0, err
		}
	}
	panelID, year, err := savePanel(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	row := v.Pick("name", "category")
	if v.Has("excused") {
		row["excused"] = record.Yes(v["excused"])
	}
	row["panel_id"] = panelID
	if id == 0 {
		if id, err = raterNamed(ctx, tx, panelID, v); err != nil {
			return 0, err
		}
	}
	if err := personColumn(ctx, tx, v["name"], row); err != nil {
		return 0, err
	}
	replace := id != 0
	if id, err = tx.Put(ctx, "rater", id, row); err != nil {
		return 0, err
	}
	if record.Yes(v["excused"]) {
		if err := refuseSheetsOf(ctx, tx, id); err != nil {
			return 0, err
		}
	}
	if err := saveTargetsOf(ctx, tx, panelID, year, v, replace); err != nil {
		return 0, err
	}
	return id, settleRater(ctx, tx, id, panelID)
}

// settleRater has the panel of a rater that was stored as many sheets as it needs, and refuses one who would judge his own unit.
func settleRater(ctx context.Context, tx *store.Tx, id, panelID int64) error {
	if err := settleSlots(ctx, tx, "e.id = (SELECT evaluation_id FROM panel WHERE id = ?)", panelID); err != nil {
		return err
	}
	return refuseOwnUnit(ctx, tx, id)
}

// raterNamed is the rater of the panel that a row of a file means, 0 for none. A rater entered by hand is a new one.
func raterNamed(ctx context.Context, tx *store.Tx, panelID int64, v record.Values) (int64, error) {
	id, err := raterCalled(ctx, tx, panelID, v["name"], "r.slot = 0")
	if err == nil && id != 0 && !tx.Importing {
		return 0, store.Refuse(store.CodeExists, "评委「%s」已在第 %s 组，要改请打开他的那一条。", v["name"], v["number"])
	}
	return id, err
}

// personColumn notes who the rater is when a single human being has his name; of several nobody can say which.
func personColumn(ctx context.Context, tx *store.Tx, name string, row store.Columns) error {
	if name == "" {
		return nil
	}
	names, err := roster.Spellings(ctx, tx, name)
	if err != nil {
		return err
	}
	people, err := store.IDs(ctx, tx, "SELECT id FROM person WHERE name IN (?) AND deleted_at = ''", bun.List(names))
	if len(people) == 1 {
		row["person_id"] = people[0]
	}
	return err
}

func refuseSheetsOf(ctx context.Context, tx *store.Tx, raterID int64) error {
	sheets, err := store.LookUp(ctx, tx, "SELECT count(*) FROM score_sheet WHERE rater_id = ? AND void = 0", raterID)
	if err != nil || sheets == 0 {
		return err
	}
	var name string
	if err := tx.QueryRowContext(ctx, "SELECT name FROM rater WHERE id = ?", raterID).Scan(&name); err != nil {
		return fmt.Errorf("read rater %d: %w", raterID, err)
	}
	return store.Refuse(store.CodeConflict, "评委「%s」已交评分表，不能改为回避；请先把他的评分表作废。", name)
}

// savePanel finds or adds the panel of a rater's row and stores what the row says of it.
func savePanel(ctx context.Context, tx *store.Tx, scope record.Scope, raterID int64, v record.Values) (panelID int64, year int, err error) {
	if raterID != 0 {
		err := tx.QueryRowContext(ctx, "SELECT n.id, e.year FROM rater r JOIN panel n ON n.id = r.panel_id JOIN evaluation e ON e.id = n.evaluation_id WHERE r.id = ?", raterID).Scan(&panelID, &year)
		if err != nil {
			return 0, 0, fmt.Errorf("read panel of rater %d: %w", raterID, err)
		}
	}
	if raterID == 0 || v["evaluation"] != "" || v["year"] != "" || v["number"] != "" {
		if panelID, year, err = findPanel(ctx, tx, scope, panelID, year, v); err != nil {
			return 0, 0, err
		}
	}
	row := v.Pick("leader")
	if v.Has("panel") {
		row["name"] = v["panel"]
	}
	if err := roster.CommitteeColumn(ctx, tx, scope, v, row); err != nil {
		return 0, 0, err
	}
	if rubric := v["rubric"]; rubric != "" {
		if err := setRubric(ctx, tx, panelID, rubric); err != nil {
			return 0, 0, err
		}
	}
	if err := tx.Update(ctx, "panel", panelID, row); err != nil {
		return 0, 0, err
	}
	return panelID, year, refuseStranger(ctx, tx, panelID, v)
}

// refuseStranger refuses a leader whom nobody knows. The rows of a file are looked at together, as its last may be the leader's.
func refuseStranger(ctx context.Context, tx *store.Tx, panelID int64, v record.Values) error {
	if tx.Importing || v["leader"] == "" || v["leader"] == v["name"] {
		return nil
	}
	strangers, err := strangeLeaders(ctx, tx, panelID)
	if err == nil && len(strangers) > 0 {
		err = store.Refuse(store.CodeInvalid, "%s；请核对姓名，或先登记他是本组评委。", strangers[0])
	}
	return err
}

// strangeLeaders says which leaders of the panels are neither raters of theirs nor known to any roster.
func strangeLeaders(ctx context.Context, db bun.IDB, panelIDs ...int64) ([]string, error) {
	return store.Texts(ctx, db, `SELECT '第 ' || n.number || ' 组的组长「' || n.leader || '」不是本组评委，也不在委员和民主监督员名册中' FROM panel n
		WHERE n.id IN (SELECT value FROM json_each(?)) AND n.leader <> '' AND NOT EXISTS (SELECT 1 FROM rater r WHERE r.panel_id = n.id AND r.name = n.leader)
		AND NOT EXISTS (SELECT 1 FROM person p WHERE p.name = n.leader AND p.deleted_at = '') ORDER BY n.number`, store.JSONList(panelIDs))
}

// findPanel finds or adds the panel with the number in the evaluation v names; oldID is the panel the rater is in now.
func findPanel(ctx context.Context, tx *store.Tx, scope record.Scope, oldID int64, year int, v record.Values) (int64, int, error) {
	if year == 0 || v["year"] != "" {
		var err error
		if year, err = record.YearOf(ctx, tx, scope, v); err != nil {
			return 0, 0, err
		}
	}
	if oldID != 0 && v["number"] == "" {
		return oldID, year, nil
	}
	number, err := record.ParseCounted("组号", v["number"])
	if err != nil {
		return 0, 0, err
	}
	evaluationID, err := ensureEvaluation(ctx, tx, year, oldID, v)
	if err != nil {
		return 0, 0, err
	}
	panelID, err := store.LookUp(ctx, tx, "SELECT id FROM panel WHERE evaluation_id = ? AND number = ?", evaluationID, number)
	if err != nil || panelID != 0 {
		return panelID, year, err
	}
	panelID, err = tx.Insert(ctx, "panel", store.Columns{"evaluation_id": evaluationID, "number": number})
	return panelID, year, err
}

// saveTargetsOf makes v's proposals, or its units where it has no proposals, targets of the panel. With replace those it does not name stop
// being targets, unless they have been scored.
func saveTargetsOf(ctx context.Context, tx *store.Tx, panelID int64, year int, v record.Values, replace bool) error {
	named, err := saveNamed(ctx, tx, panelID, year, v)
	if err == nil && replace && len(named) > 0 {
		err = dropOthers(ctx, tx, panelID, named)
	}
	if err != nil || !v.Has("class") || v["class"] == "" && !replace { // a new rater says nothing of the class
		return err
	}
	have, err := store.Texts(ctx, tx, "SELECT DISTINCT class FROM evaluation_target WHERE panel_id = ? AND class <> '' ORDER BY 1", panelID)
	if err != nil || len(have) > 1 && zh.JoinNames(have) == v["class"] { // as the list shows several
		return err
	}
	return classify(ctx, tx, panelID, named, v["class"])
}

// classify puts the targets of a panel that a row names, or all where it names none, into a class. Two rows of a file that say otherwise of one are refused.
func classify(ctx context.Context, tx *store.Tx, panelID int64, named []int64, class string) error {
	if len(named) == 0 {
		return tx.Run(ctx, "UPDATE evaluation_target SET class = ?0 WHERE panel_id = ?1 AND class <> ?0", class, panelID)
	}
	other, err := store.Texts(ctx, tx, `SELECT CASE WHEN t.proposal_id = 0 THEN t.unit ELSE t.proposal_number || ' 号' END || '的对象类别，前面的行写的是「' || g.class || '」' FROM evaluation_target g JOIN target_list t ON t.id = g.id WHERE g.id IN (?0) AND g.class NOT IN ('', ?1)
		AND EXISTS (SELECT 1 FROM journal_row j WHERE j.tbl = 'evaluation_target' AND j.row_id = g.id AND j.write_id = ?2)`, bun.List(named), class, tx.WriteID())
	switch {
	case err != nil:
		return err
	case tx.Importing && len(other) > 0:
		return store.Refuse(store.CodeConflict, "%s，这一行写的是「%s」；一个对象只有一个类别，请核对。", other[0], class)
	}
	return tx.Run(ctx, "UPDATE evaluation_target SET class = ?0 WHERE id IN (?1) AND class <> ?0", class, bun.List(named))
}

// saveNamed makes what v names targets of the panel, and gives their ids: the proposals of its numbers, or its units as a whole.
func saveNamed(ctx context.Context, tx *store.Tx, panelID int64, year int, v record.Values) ([]int64, error) {
	numbers := v.Many("proposals")
	if len(numbers) == 0 && v["units"] == "" {
		return nil, nil
	}
	switch why, err := otherSort(ctx, tx, panelID, len(numbers) == 0); {
	case err != nil:
		return nil, err
	case why != "" && len(numbers) == 0:
		return nil, tx.LeaveOut("承办单位「"+v["units"]+"」没有写评议案号，"+why, "没有录入", "请填写评议案号")
	case why != "":
		return nil, store.Refuse(store.CodeInvalid, "「评议案号」不能填写：%s；请去掉案号，或另建一次评议。", why)
	}
	scored, err := store.IDs(ctx, tx, "SELECT unit_id FROM evaluation_target WHERE panel_id = ?", panelID)
	if err != nil {
		return nil, err
	}
	unitIDs, err := roster.FindUnits(ctx, tx, v["units"], scored...)
	if err != nil {
		return nil, err
	}
	var keep []int64
	if len(numbers) == 0 {
		return ensureTargets(ctx, tx, panelID, 0, "", unitIDs)
	}
	for i, text := range numbers {
		proposalID, err := proposal.ByNumber(ctx, tx, year, text, 0, 0)
		if err != nil {
			return nil, err
		}
		units, err := targetUnits(unitIDs, i, len(numbers))
		if err != nil {
			return nil, err
		}
		targets, err := ensureTargets(ctx, tx, panelID, proposalID, text, units)
		if err != nil {
			return nil, err
		}
		keep = append(keep, targets...)
	}
	return keep, nil
}

// dropOthers makes the targets of the panel but keep no longer targets.
func dropOthers(ctx context.Context, tx *store.Tx, panelID int64, keep []int64) error {
	have, err := store.IDs(ctx, tx, "SELECT id FROM evaluation_target WHERE panel_id = ?", panelID)
	if err != nil {
		return err
	}
	for _, targetID := range have {
		if !slices.Contains(keep, targetID) {
			if err := dropTarget(ctx, tx, targetID); err != nil {
				return err
			}
		}
	}
	return nil
}

// otherSort says why units as a whole, or else proposals, cannot be evaluated by the panel: its evaluation is of the other, or its rubric takes
// something from the records of the proposal evaluated.
func otherSort(ctx context.Context, tx *store.Tx, panelID int64, units bool) (why string, err error) {
	var name, rubric string
	var rubricID int64
	var others int
	err = tx.QueryRowContext(ctx, `SELECT e.name, b.id, b.name, (SELECT count(*) FROM evaluation_target g JOIN panel o ON o.id = g.panel_id WHERE o.evaluation_id = e.id AND (g.proposal_id IS NULL) <> ?1)
		FROM panel n JOIN evaluation e ON e.id = n.evaluation_id JOIN rubric b ON b.id = e.rubric_id WHERE n.id = ?0`, panelID, units).Scan(&name, &rubricID, &rubric, &others)
	switch {
	case err != nil:
		return "", fmt.Errorf("read what panel %d evaluates: %w", panelID, err)
	case units && others > 0:
		return "「" + name + "」评的是提案的办理", nil
	case others > 0:
		return "「" + name + "」评的是单位", nil
	case !units:
		return "", nil
	}
	taken, err := ofOneProposal(ctx, tx, rubricID)
	if err != nil || len(taken) == 0 {
		return "", err
	}
	return "评分方案「" + rubric + "」的" + zh.JoinNames(taken) + "取自被评议提案的记录", nil
}

// targetUnits are the units that belong to the i-th of n proposals: all with one proposal, one with each otherwise.
func targetUnits(unitIDs []int64, i, n int) ([]int64, error) {
	switch {
	case n == 1 || len(unitIDs) == 0:
		return unitIDs, nil
	case len(unitIDs) == 1:
		return unitIDs, nil
	case len(unitIDs) == n:
		return unitIDs[i : i+1], nil
	}
	return nil, store.Refuse(store.CodeInvalid, "有 %d 个案号却有 %d 个承办单位，对不上；请每行写一个案号。", n, len(unitIDs))
}

// ensureTargets gives the panel's targets for the proposal; without units those it has already, else its lead unit. Without a proposal (0) the units
// are evaluated as a whole.
func ensureTargets(ctx context.Context, tx *store.Tx, panelID, proposalID int64, number string, units []int64) ([]int64, error) {
	if len(units) == 0 {
		have, err := store.IDs(ctx, tx, "SELECT id FROM evaluation_target WHERE panel_id = ? AND proposal_id = ?", panelID, proposalID)
		if err != nil || len(have) > 0 {
			return have, err
		}
		lead, err := store.LookUp(ctx, tx, `SELECT unit_id FROM assignment WHERE proposal_id = ? AND role <> '会办' AND returned_on = ''
			ORDER BY role = '主办' DESC, round DESC, id LIMIT 1`, proposalID)
		if err != nil {
			return nil, err
		}
		if lead == 0 {
			return nil, store.Refuse(store.CodeInvalid, "案号 %s 的提案还没有主办单位，请填写承办单位。", number)
		}
		units = []int64{lead}
	}
	targets := make([]int64, 0, len(units))
	for _, unitID := range units {
		id, err := store.LookUp(ctx, tx, "SELECT id FROM evaluation_target WHERE panel_id = ? AND COALESCE(proposal_id, 0) = ? AND unit_id = ?", panelID, proposalID, unitID)
		if err == nil && id == 0 {
			id, err = addTarget(ctx, tx, store.Columns{"panel_id": panelID, "unit_id": unitID}, proposalID, number)
		}
		if err != nil {
			return nil, err
		}
		targets = append(targets, id)
	}
	return targets, nil
}

// addTarget adds a target of a panel and a unit, for the handling of a proposal unless that is 0.
func addTarget(ctx context.Context, tx *store.Tx, row store.Columns, proposalID int64, number string) (int64, error) {
	if proposalID != 0 {
		unitID, _ := row["unit_id"].(int64)
		if err := refuseOthersProposal(ctx, tx, proposalID, unitID, number); err != nil {
			return 0, err
		}
		row["proposal_id"] = proposalID
	}
	return tx.Insert(ctx, "evaluation_target", row)
}

// refuseOthersProposal refuses a proposal that was not filed, or that the unit does not handle, as what is evaluated.
func refuseOthersProposal(ctx context.Context, tx *store.Tx, proposalID, unitID int64, number string) error {
	wrong, err := store.Texts(ctx, tx, "SELECT "+targetFault+" || CASE WHEN p.conclusion <> '立案' THEN '' ELSE COALESCE((SELECT '，承办单位是' || group_concat(DISTINCT w.name) FROM assignment a JOIN unit w ON w.id = a.unit_id WHERE a.proposal_id = p.id), '，还没有交办') END"+
		" FROM proposal p JOIN unit u ON u.id = ? WHERE p.id = ? AND "+targetFaulty, unitID, proposalID)
	if err != nil || len(wrong) == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "案号 %s 的提案%s；请核对案号和承办单位。", number, strings.ReplaceAll(wrong[0], ",", "、"))
}

func dropTarget(ctx context.Context, tx *store.Tx, targetID int64) error {
	sheets, err := store.LookUp(ctx, tx, "SELECT count(*) FROM score_sheet WHERE target_id = ?", targetID)
	if err != nil {
		return err
	}
	if sheets > 0 {
		var number int64
		var unit string
		if err := tx.QueryRowContext(ctx, "SELECT proposal_number, unit FROM target_list WHERE id = ?", targetID).Scan(&number, &unit); err != nil {
			return fmt.Errorf("read target %d: %w", targetID, err)
		}
		if number == 0 {
			return store.Refuse(store.CodeConflict, "%s已有 %d 份评分表，不能从这个小组去掉；一组评几家单位时请在「承办单位」里用、写全。", unit, sheets)
		}
		return store.Refuse(store.CodeConflict, "案号 %d（%s）已有 %d 份评分表，不能从这个小组去掉；一组评多件时请在「评议案号」里用、写全。", number, unit, sheets)
	}
	return tx.Run(ctx, "DELETE FROM evaluation_target WHERE id = ?", targetID)
}

// panelRaters lists the raters of a panel for sentences.
func panelRaters(ctx context.Context, tx *store.Tx, panelID int64) (string, error) {
	names := ""
	err := tx.QueryRowContext(ctx, "SELECT COALESCE(group_concat(x.name, '、'), '') FROM (SELECT r.name FROM rater r WHERE r.panel_id = ? AND "+rates+" ORDER BY r.slot, r.id) x", panelID).Scan(&names)
	if err != nil {
		return "", fmt.Errorf("read raters of panel %d: %w", panelID, err)
	}
	return strings.TrimSpace(names), nil
}

// raterCalled is the rater r of the panel called name, of those that the condition, SQL, chooses; 0 for none.
func raterCalled(ctx context.Context, tx *store.Tx, panelID int64, name, condition string) (found int64, err error) {
	err = store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var id int64
		var have string
		err := scan(&id, &have)
		if fold.Unify(have) == fold.Unify(name) && (found == 0 || have == name) {
			found = id
		}
		return err
	}, "SELECT r.id, r.name FROM rater r WHERE r.panel_id = ? AND "+condition+" ORDER BY r.id", panelID)
	return found, err
}
