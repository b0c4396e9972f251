package evaluation

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// States of a round.
const (
	RoundOpen   = "计票中"
	RoundLocked = "已锁定"
	RoundVoid   = "作废"
)

// roundView has the rounds as of a day, which is SQL.
func roundView(day string) string {
	stands := "EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = r.id AND " + lockStands(day) + ")"
	return `(SELECT r.id, r.evaluation_id, e.year, e.name AS evaluation, r.number, r.held_on, r.due, r.present, r.issued, r.returned, r.spoiled, r.void_why, r.unlocks, r.note,
  r.returned - r.spoiled AS valid, ` + lockColumns("k.round_id = r.id", day) + `,
  (SELECT count(*) FROM ballot x WHERE x.round_id = r.id AND x.pass = 1 AND x.entered_on <= ` + day + `) AS first_count,
  (SELECT count(*) FROM ballot x WHERE x.round_id = r.id AND x.pass = 2 AND x.entered_on <= ` + day + `) AS second_count,
  CASE WHEN r.void_why <> '' THEN '` + RoundVoid + `' WHEN ` + stands + ` THEN '` + RoundLocked + `' ELSE '` + RoundOpen + `' END AS status
  FROM ballot_round r JOIN evaluation e ON e.id = r.evaluation_id WHERE e.deleted_at = '') AS round_list`
}

// forever is a day nothing is dated after, in SQL.
const forever = "'" + lastDay + "'"

// Rounds are the rounds of evaluations by ballots with their accounting (票务). Who is voted on by whom is nowhere in it.
var Rounds = &record.Kind{
	Name: "ballot-rounds", Title: "评议票务", Layout: "评议票务登记表", From: roundView(forever), Scope: "year = ?", Order: "evaluation_id, number", Table: "ballot_round", Tables: roundTables,
	Fields: []record.Field{
		{Key: "evaluation", Title: "评议名称", Aliases: []string{"评议活动", "评议项目"}, Section: "测评", Expr: "evaluation", Note: "空着就是这一年唯一的票决", Example: "2026年部门工作民主评议", Width: 220},
		{Key: "number", Title: "轮次", Aliases: []string{"第几轮"}, Type: record.Whole{Min: 1}, Note: "空着就是下一轮", Example: "1", Width: 50},
		{Key: "held_on", Title: "测评日期", Aliases: []string{"投票日期", "日期"}, Type: record.Day{}, Required: true, Today: true, Example: "2026-10-20", Width: 90},
		{Key: "due", Title: "应到", Aliases: []string{"应到人数", "应到会人数"}, Type: record.Whole{}, Section: "到会和发票", Example: "120", Width: 56},
		{Key: "present", Title: "实到", Aliases: []string{"实到人数", "到会人数"}, Type: record.Whole{}, Note: "须超过应到的半数", Example: "112", Width: 56},
		{Key: "issued", Title: "发出票", Aliases: []string{"发出票数", "发票数"}, Type: record.Whole{}, Example: "112", Width: 62},
		{Key: "returned", Title: "收回票", Aliases: []string{"收回票数"}, Type: record.Whole{}, Note: "多于发出票数的，本轮作废，另开一轮", Example: "110", Width: 62},
		{Key: "spoiled", Title: "无效票", Aliases: []string{"无效票数", "废票"}, Type: record.Whole{}, Note: "收回票中整张无效的", Example: "2", Width: 62},
		{Key: "valid", Title: "有效票", Type: record.Whole{}, ListOnly: true, Width: 62},
		{Key: "first_count", Title: "一录", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "second_count", Title: "二录", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "status", Title: "状态", ListOnly: true, Width: 70},
		{Key: "void_why", Title: "作废原因", ListOnly: true, FormOnly: true},
		{Key: "unlocks", Title: "升级前的撤销记录", Type: record.Long{}, ListOnly: true, FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Call:   func(v record.Values) string { return v["evaluation"] + "第 " + v["number"] + " 轮" },
	Index:  []string{"held_on", "number"},
	Shared: []string{"evaluation"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		record.CanonicalNumber(v, "number")
		found := by("number", v["number"])
		if v["number"] == "" {
			found = by("held_on", v["held_on"])
		}
		for _, r := range found {
			if v["evaluation"] == "" || v["evaluation"] == r.Values["evaluation"] {
				return r.ID, nil
			}
		}
		return 0, nil
	},
	AsOf: func(ctx context.Context, db bun.IDB, scope record.Scope, _ int64, records []record.Record) error {
		return roundsAsOf(ctx, db, scope.Day, records)
	},
	Removed: true,
	Used: func(ctx context.Context, db bun.IDB, id int64) (string, error) {
		var ballots, locks int
		var why string
		if err := db.QueryRowContext(ctx, "SELECT void_why, (SELECT count(*) FROM ballot x WHERE x.round_id = r.id), (SELECT count(*) FROM result_lock k WHERE k.round_id = r.id) FROM ballot_round r WHERE r.id = ?", id).Scan(&why, &ballots, &locks); err != nil {
			return "", fmt.Errorf("read round %d: %w", id, err)
		}
		switch {
		case why != "":
			return "作废的说明（作废的一轮要留着）", nil
		case ballots > 0:
			return fmt.Sprintf(" %d 次录入的评议票", ballots), nil
		case locks > 0:
			return "锁定记录（锁定和撤销都要留着）", nil
		}
		return "", nil
	},
}

func init() {
	Rounds.Save, Rounds.AlsoDone = saveRound, roundVoided
	at := slices.IndexFunc(Rounds.Fields, func(f record.Field) bool { return f.Key == "unlocks" })
	Rounds.Fields = slices.Insert(Rounds.Fields, at, lockFields()...)
	Rounds.Flow = &record.Flow{State: "status", Steps: lockSteps(StepLockRound, RoundOpen, RoundLocked)}
}

// roundVoided says that a round became void, and that another one was opened: a slip of typing is not to do so unseen.
func roundVoided(ctx context.Context, db bun.IDB, id int64) (string, error) {
	var number, newest int
	var why string
	err := db.QueryRowContext(ctx, "SELECT number, void_why, (SELECT max(n.number) FROM ballot_round n WHERE n.evaluation_id = r.evaluation_id) FROM ballot_round r WHERE id = ?", id).Scan(&number, &why, &newest)
	switch {
	case err != nil:
		return "", fmt.Errorf("read round %d: %w", id, err)
	case why == "":
		return "", nil
	}
	return fmt.Sprintf("第 %d 轮%s，已作废，另开了第 %d 轮；填错的请撤销", number, why, newest), nil
}

// roundsAsOf takes from the records what came after the day.
func roundsAsOf(ctx context.Context, db bun.IDB, day string, records []record.Record) error {
	return restateLocks(ctx, db, records, roundView(store.QuoteText(day)), "first_count", "second_count")
}

// roundCounts are the numbers of the accounting.
var roundCounts = []string{"due", "present", "issued", "returned", "spoiled"}

// saveRound stores a round. One of which more ballots came back than were issued is void, and the next one is opened.
func saveRound(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	was, v := record.Values{}, maps.Clone(v)
	if id != 0 {
		stored, err := Rounds.Record(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		was = stored.Values
	}
	if err := record.CheckHappened(tx, "测评日期", v["held_on"]); err != nil {
		return 0, err
	}
	if err := refuseClosed(was, v); err != nil {
		return 0, err
	}
	v, lock := splitLock(v, was)
	now := maps.Clone(was)
	maps.Copy(now, v)
	more := store.Columns{}
	if err := placeRound(ctx, tx, scope, id, now, more); err != nil {
		return 0, err
	}
	v["number"] = now["number"]
	if err := settleAccounts(ctx, tx, id, now, more); err != nil {
		return 0, err
	}
	id, err := Rounds.Plain(ctx, tx, scope, id, v, more)
	if err != nil {
		return 0, err
	}
	if more["void_why"] != nil {
		return id, openNext(ctx, tx, id)
	}
	return id, changeLock(ctx, tx, more["evaluation_id"].(int64), lock, was)
}

// refuseClosed refuses changes of a round that is void or locked; remarks may still be made.
func refuseClosed(was, v record.Values) error {
	if was["status"] != RoundVoid && was["status"] != RoundLocked {
		return nil
	}
	for _, key := range append([]string{"evaluation", "number", "held_on"}, roundCounts...) {
		if !v.Has(key) || v[key] == was[key] || (v[key] == "0" && was[key] == "") {
			continue
		}
		if was["status"] == RoundVoid {
			return store.Refuse(store.CodeConflict, "第 %s 轮已作废（%s），留作记录，不能再改；请在新开的一轮里登记。", was["number"], was["void_why"])
		}
		return store.Refuse(store.CodeConflict, "第 %s 轮已于 %s 锁定计票，不能再改；确要改的，先「撤销锁定」，写明两个人和原因。", was["number"], was["locked_on"])
	}
	return nil
}

// placeRound settles which evaluation a round is of, and its number there.
func placeRound(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, now record.Values, more store.Columns) error {
	year, err := record.YearOf(ctx, tx, scope, nil)
	if err == nil && id != 0 {
		var stored int64
		stored, err = store.LookUp(ctx, tx, "SELECT e.year FROM ballot_round r JOIN evaluation e ON e.id = r.evaluation_id WHERE r.id = ?", id)
		year = int(stored)
	}
	if err != nil {
		return err
	}
	evaluationID, err := ballotEvaluation(ctx, tx, year, now["evaluation"])
	if err != nil {
		return err
	}
	more["evaluation_id"] = evaluationID
	record.CanonicalNumber(now, "number")
	if id == 0 {
		next, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(number), 0) + 1 FROM ballot_round WHERE evaluation_id = ?", evaluationID)
		if err != nil {
			return err
		}
		open, err := store.LookUp(ctx, tx, "SELECT number FROM ballot_round WHERE evaluation_id = ? AND void_why = ''", evaluationID)
		if err != nil {
			return err
		}
		if open != 0 {
			return store.Refuse(store.CodeConflict, "第 %d 轮没有作废，不能再开一轮；请打开那一轮登记。", open)
		}
		if now["number"] == "" {
			now["number"] = strconv.FormatInt(next, 10)
		}
		if now["number"] != strconv.FormatInt(next, 10) {
			return store.Refuse(store.CodeInvalid, "轮次「%s」不对，这一轮应是第 %d 轮。", now["number"], next)
		}
	}
	other, err := store.LookUp(ctx, tx, "SELECT id FROM ballot_round WHERE evaluation_id = ? AND number = ? AND id <> ?", evaluationID, now["number"], id)
	if err == nil && other != 0 {
		err = store.Refuse(store.CodeConflict, "这次评议已有第 %s 轮。", now["number"])
	}
	return err
}

// ballotEvaluation finds an evaluation by ballots; without a name it is the only one of the year.
func ballotEvaluation(ctx context.Context, db bun.IDB, year int, name string) (int64, error) {
	found, err := store.IDs(ctx, db, "SELECT e.id FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ? WHERE e.year = ? AND ? IN ('', e.name) AND e.deleted_at = ''", ByBallots, year, name)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0 && name == "":
		return 0, store.Refuse(store.CodeNotFound, "%d 年没有票决的评议，请先在「评议」里设立，评分方案选一个票决的方案。", year)
	case len(found) == 0:
		return 0, store.Refuse(store.CodeNotFound, "%d 年没有票决的评议「%s」，请先在「评议」里设立，或检查名称。", year, name)
	case len(found) > 1:
		return 0, store.Refuse(store.CodeInvalid, "%d 年有 %d 次票决，请写明评议名称。", year, len(found))
	}
	return found[0], nil
}

// accountingOf are the announced numbers of a round.
func accountingOf(v record.Values) scoring.Accounting {
	n := func(key string) int { return record.CountOf(v[key]) }
	return scoring.Accounting{Due: n("due"), Present: n("present"), Issued: n("issued"), Returned: n("returned"), Spoiled: n("spoiled")}
}

// settleAccounts refuses an accounting that cannot be, and says in more that a round is void.
func settleAccounts(ctx context.Context, tx *store.Tx, id int64, now record.Values, more store.Columns) error {
	a := accountingOf(now)
	most, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(number), 0) FROM ballot WHERE round_id = ?", id)
	switch {
	case err != nil:
		return err
	case a.Present > a.Due:
		return store.Refuse(store.CodeInvalid, "实到 %d 人多于应到 %d 人，请核对。", a.Present, a.Due)
	case a.Issued+a.Returned > 0 && !a.Quorum():
		return store.Refuse(store.CodeInvalid, "实到 %d 人没有超过应到 %d 人的半数，不能测评；请核对人数，或改期再开会。", a.Present, a.Due)
	case a.Issued > a.Present:
		return store.Refuse(store.CodeInvalid, "发出 %d 张多于实到 %d 人，一人只有一张票，请核对。", a.Issued, a.Present)
	case a.Spoiled > a.Returned:
		return store.Refuse(store.CodeInvalid, "无效票 %d 张多于收回的 %d 张，请核对。", a.Spoiled, a.Returned)
	case a.Returned > 0 && a.Issued == 0:
		return store.Refuse(store.CodeInvalid, "有收回票 %d 张，却没有发出票数，请补上。", a.Returned)
	case int(most) > a.Returned:
		return store.Refuse(store.CodeConflict, "已录入到 %d 号票，收回票不能少于 %d 张；请核对，或先在「评分录入」里用右键（或 Ctrl+Delete）删去多录的票。", most, most)
	case a.Voids() && now["void_why"] == "":
		return voided(a, most > 0, now["note"], more)
	}
	return nil
}

// voided says in more that a round is void. One with ballots is not made so by a slip of typing: the remarks have to say it.
func voided(a scoring.Accounting, typed bool, note string, more store.Columns) error {
	if typed && !strings.Contains(note, RoundVoid) {
		return store.Refuse(store.CodeConflict, "收回 %d 张多于发出 %d 张，这一轮就要作废，已录的票都不计；请核对收回票，确要作废的，在「备注」里写明作废的经过再保存。", a.Returned, a.Issued)
	}
	more["void_why"] = fmt.Sprintf("收回 %d 张多于发出 %d 张", a.Returned, a.Issued)
	return nil
}

// openNext opens the round after a void one.
func openNext(ctx context.Context, tx *store.Tx, id int64) error {
	return tx.Run(ctx, `INSERT INTO ballot_round (evaluation_id, number, held_on, due) SELECT evaluation_id, number + 1, held_on, due FROM ballot_round r WHERE r.id = ?
		AND NOT EXISTS (SELECT 1 FROM ballot_round n WHERE n.evaluation_id = r.evaluation_id AND n.number > r.number)`, id)
}

// refuseUncounted refuses to lock a round whose identities do not hold yet.
func refuseUncounted(ctx context.Context, tx *store.Tx, roundID int64, on string) error {
	box, err := ReadBox(ctx, tx, roundID, "")
	if err != nil {
		return err
	}
	var wrong []string
	for _, s := range box.Accounting().Statements() {
		if !s.Holds {
			wrong = append(wrong, s.Text)
		}
	}
	if len(box.Targets) == 0 {
		wrong = append(wrong, "没有票决对象")
	}
	last, err := store.Texts(ctx, tx, `SELECT COALESCE(max(day), '') FROM (SELECT entered_on AS day FROM ballot WHERE round_id = ?0 UNION ALL SELECT settled_on FROM ballot_settlement WHERE round_id = ?0)`, roundID)
	if err != nil {
		return err
	}
	if on < last[0] {
		wrong = append(wrong, fmt.Sprintf("锁定日期 %s 不早于最后一次录入、核对的 %s", on, last[0]))
	}
	if on < box.HeldOn {
		wrong = append(wrong, fmt.Sprintf("锁定日期 %s 不早于测评日期 %s", on, box.HeldOn))
	}
	if len(wrong) > 0 {
		return store.Refuse(store.CodeInvalid, "第 %d 轮还不能锁定，没有做到：%s。", box.Number, zh.JoinNames(wrong))
	}
	return nil
}
