package evaluation

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

func evaluationView(day string) string {
	return `(SELECT e.*, b.name AS rubric, ` + lockColumns("k.evaluation_id = e.id", day) + `,
  CASE WHEN EXISTS (SELECT 1 FROM result_lock k WHERE k.evaluation_id = e.id AND ` + lockStands(day) + `) THEN '` + ResultsLocked + `' ELSE '` + ResultsOpen + `' END AS status,
  (SELECT count(*) FROM panel n WHERE n.evaluation_id = e.id) AS panels_count,
  (SELECT count(*) FROM rater r JOIN panel n ON n.id = r.panel_id WHERE n.evaluation_id = e.id AND r.slot = 0) AS raters_count,
  (SELECT count(*) FROM evaluation_target g JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = e.id) +
    (SELECT count(*) FROM ballot_target g WHERE g.evaluation_id = e.id) AS targets_count,
  (SELECT count(*) FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = e.id AND s.void = 0) AS sheets_count,
  (SELECT count(*) FROM ballot x JOIN ballot_round r ON r.id = x.round_id AND r.void_why = '' WHERE r.evaluation_id = e.id AND x.pass = 1) AS ballots_count
  FROM evaluation e JOIN rubric b ON b.id = e.rubric_id WHERE e.deleted_at = '') AS evaluation_list`
}

// Evaluations are the 民主评议 of a year, each scored with one scheme; panels are added to them later or never.
var Evaluations = &record.Kind{
	Name: "evaluations", Title: "民主评议", Layout: "民主评议", From: evaluationView(forever), Scope: "year = ?", Order: "id", Table: "evaluation",
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "评议", Note: "空着就是当前年度", FormOnly: true},
		{Key: "name", Title: "评议名称", Aliases: []string{"评议活动", "评议项目"}, Required: true, Example: "2026年部门工作民主评议", Width: 280},
		{Key: "rubric", Title: "评分方案", Aliases: []string{"评分表", "评分表方案"}, Type: schemeName, Required: true, Expr: "rubric", Example: "五项均值四等次", Width: 220},
		{Key: "panels_count", Title: "小组", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "raters_count", Title: "评委", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "targets_count", Title: "评议对象", Type: record.Whole{}, ListOnly: true, Width: 70},
		{Key: "sheets_count", Title: "已交评分表", Type: record.Whole{}, ListOnly: true, Width: 90},
		{Key: "ballots_count", Title: "已录评议票", Type: record.Whole{}, ListOnly: true, Width: 90},
		{Key: "status", Title: "状态", ListOnly: true, Width: 70},
		{Key: "planned", Title: "计入年度部署", Aliases: []string{"计入部署"}, Type: record.YesNo{}, Default: "是", Note: "部署里的民主评议只数计入的：评提案的数件和组，评单位的数组", FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
		{Key: "ballot_targets", Title: "票决对象", Part: ballotTargets, Expr: "evaluation_list.id", Section: "票决对象"},
	},
	CalledBy: []string{"name"}, Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		return record.MatchInYear(v, by("name", v["name"])), nil
	},
	OtherYear: func(v record.Values, year int) string {
		said := intake.PeriodsOf(v["name"], false)
		if len(said) != 1 || said[0].Year == 0 || said[0].Year == year {
			return ""
		}
		return fmt.Sprintf("评议名称写的是 %d 年", said[0].Year)
	},
	Tables: evaluationTables,
	AsOf:   evaluationsAsOf,
	Used: func(ctx context.Context, db bun.IDB, id int64) (string, error) {
		n, err := store.LookUp(ctx, db, "SELECT count(DISTINCT a.proposal_id) FROM assignment a JOIN proposal p ON p.id = a.proposal_id AND p.deleted_at = '' WHERE a.evaluation_id = ?", id)
		if err != nil || n > 0 {
			return fmt.Sprintf("%d 件因评议低分重新办理的提案", n), err
		}
		if n, err = store.LookUp(ctx, db, "SELECT count(*) FROM result_lock WHERE evaluation_id = ? AND unlocked_on = ''", id); err != nil || n == 0 {
			return "", err
		}
		return "锁定的结果", nil
	},
	Binned: &record.Binned{Measure: "次", Name: "t.name", Note: "t.year || ' 年'", Rivals: []record.Rival{{
		Query: "SELECT t.name FROM evaluation t JOIN evaluation x ON x.year = t.year AND x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0", Reason: "当年已有同名的评议「%s」",
	}}},
}

func init() {
	Evaluations.Save = saveEvaluation
	at := slices.IndexFunc(Evaluations.Fields, func(f record.Field) bool { return f.Key == "ballot_targets" })
	Evaluations.Fields = slices.Insert(Evaluations.Fields, at, lockFields()...)
	Evaluations.Flow = &record.Flow{State: "status", Steps: lockSteps(StepLock, ResultsOpen, ResultsLocked)}
	Evaluations.Flow.Steps[0].Foretells, Evaluations.Flow.Steps[0].Under = beforeLock, "second"
	Evaluations.Flow.Steps[0].Waits = unsetUp
	Evaluations.Guard = keepSealed
	Evaluations.Lasting = map[string]string{"result_lock": "锁定和撤销锁定都要留着，不能用撤销来取消。要改已锁定的，请「撤销锁定」；要恢复锁定，请重新「锁定结果」，那时会重新核对。"}
}

// unsetUp says what has to be there before the results of an evaluation can be locked at all.
func unsetUp(r record.Record) string {
	none := func(key string) bool { return record.CountOf(r.Values[key]) == 0 }
	switch {
	case none("targets_count") && none("panels_count"):
		return "还没有评议对象，先在「评委」里编评议小组，写评委和评什么；票决的在这里填「票决对象」。"
	case none("targets_count"):
		return "还没有评议对象，先在「评委」里写小组的评议案号或承办单位。"
	case none("panels_count") && none("ballots_count"):
		return "还没有录评议票，先在「票务」登记发票、收票，在「评分录入」里录票。"
	case !none("panels_count") && none("sheets_count"):
		return "还没有收到评分表，先在「评分录入」里录入，或收回评分工作簿。"
	}
	return ""
}

// evaluationsAsOf takes from the records the locks that came after the day.
func evaluationsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, _ int64, records []record.Record) error {
	return restateLocks(ctx, db, records, evaluationView(store.QuoteText(scope.Day)))
}

// saveEvaluation stores an evaluation. Its scheme must be one that can be computed with, and stays once there are sheets.
func saveEvaluation(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	more := store.Columns{}
	if v["rubric"] != "" {
		rubric, err := rubricID(ctx, tx, v["rubric"])
		if err != nil {
			return 0, err
		}
		if err := refuseUnusable(ctx, tx, rubric); err != nil {
			return 0, err
		}
		if err := refuseOtherRubric(ctx, tx, id, rubric, v["rubric"]); err != nil {
			return 0, err
		}
		more["rubric_id"] = rubric
	}
	if err := refuseSameName(ctx, tx, scope, id, v); err != nil {
		return 0, err
	}
	was := record.Values{}
	if id != 0 {
		stored, err := Evaluations.RecordWith(ctx, tx, record.Scope{}, id, record.FlatFields)
		if err != nil {
			return 0, err
		}
		was = stored.Values
	}
	v, lock := splitLock(v, was)
	id, err := Evaluations.Plain(ctx, tx, scope, id, v, more)
	if err != nil {
		return 0, err
	}
	if err := refuseTargetsOfSheets(ctx, tx, id); err != nil {
		return id, err
	}
	if err := settleSlots(ctx, tx, "e.id = ?", id); err != nil {
		return id, err
	}
	return id, changeLock(ctx, tx, id, lock, was)
}

// refuseSameName refuses a second evaluation of a year with the same name.
func refuseSameName(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) error {
	if v["name"] == "" && v["year"] == "" {
		return nil
	}
	name, year := v["name"], 0
	if id != 0 {
		stored, err := Evaluations.RecordWith(ctx, tx, record.Scope{}, id, record.FlatFields)
		if err != nil {
			return err
		}
		if name == "" {
			name = stored.Values["name"]
		}
		year = record.CountOf(stored.Values["year"])
	}
	if id == 0 || v["year"] != "" {
		var err error
		if year, err = record.YearOf(ctx, tx, scope, v); err != nil {
			return err
		}
	}
	other, err := store.LookUp(ctx, tx, "SELECT id FROM evaluation WHERE year = ? AND name = ? AND id <> ? AND deleted_at = ''", year, name, id)
	if err == nil && other != 0 {
		err = store.Refuse(store.CodeConflict, "%d 年已有评议「%s」，请换一个名称。", year, name)
	}
	return err
}

// refuseOtherRubric refuses another scheme for an evaluation with sheets.
func refuseOtherRubric(ctx context.Context, tx *store.Tx, evaluationID, rubricID int64, name string) error {
	sheets, err := store.LookUp(ctx, tx, `SELECT count(*) FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id
		JOIN evaluation e ON e.id = n.evaluation_id WHERE e.id = ? AND e.rubric_id <> ?`, evaluationID, rubricID)
	if err != nil || evaluationID == 0 {
		return err
	}
	ballots, err := store.LookUp(ctx, tx, `SELECT count(*) FROM ballot x JOIN ballot_round r ON r.id = x.round_id JOIN evaluation e ON e.id = r.evaluation_id
		WHERE e.id = ? AND e.rubric_id <> ? AND x.pass = 1`, evaluationID, rubricID)
	switch {
	case err != nil:
		return err
	case sheets > 0:
		return store.Refuse(store.CodeConflict, "这次评议已有 %d 份评分表，不能再改用评分方案「%s」。", sheets, name)
	case ballots > 0:
		return store.Refuse(store.CodeConflict, "这次评议已有 %d 张评议票，不能再改用评分方案「%s」。", ballots, name)
	}
	panels, err := store.LookUp(ctx, tx, "SELECT count(*) FROM panel n JOIN rubric b ON b.id = ?1 AND b.method = ?2 WHERE n.evaluation_id = ?0", evaluationID, rubricID, ByBallots)
	if err == nil && panels > 0 {
		err = store.Refuse(store.CodeConflict, "这次评议已有 %d 个评议小组，不能改用票决的方案「%s」；请另设一次评议。", panels, name)
	}
	if err != nil {
		return err
	}
	units, err := store.LookUp(ctx, tx, "SELECT count(*) FROM evaluation_target g JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = ? AND g.proposal_id IS NULL", evaluationID)
	if err != nil || units == 0 {
		return err
	}
	taken, err := ofOneProposal(ctx, tx, rubricID)
	if err == nil && len(taken) > 0 {
		err = store.Refuse(store.CodeConflict, "这次评议评的是单位，评分方案「%s」的%s取自被评议提案的记录，不能改用；请另设一次评议。", name, zh.JoinNames(taken))
	}
	return err
}
