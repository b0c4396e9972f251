package proposal

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// memberTitle is SQL for the name of the member m who is the person h: where another member of the term has his name with the workplace, where
// that is the same, or missing, with the year of birth, and where neither tells him apart with his number, so that it can be read back.
const memberTitle = `h.name || CASE WHEN (SELECT count(*) ` + membersCalled + `) < 2 THEN ''
	WHEN h.workplace <> '' AND (SELECT count(*) ` + membersCalled + ` AND k.workplace = h.workplace) < 2 THEN '（' || h.workplace || '）'
	WHEN m.number <> '' AND (h.workplace = '' AND h.birth_on = ''
		OR (SELECT count(*) ` + membersCalled + ` AND k.workplace = h.workplace AND substr(k.birth_on, 1, 4) = substr(h.birth_on, 1, 4)) > 1) THEN '（' || m.number || '）'
	WHEN h.workplace = '' AND h.birth_on = '' THEN ''
	ELSE '（' || trim(h.workplace || ' ' || ` + bornIn + `) || '）' END`

const membersCalled = "FROM member n JOIN person k ON k.id = n.person_id WHERE k.name = h.name AND n.term_id = m.term_id AND n.deleted_at = ''"

// bornIn is SQL for the year of birth of the person h.
const bornIn = "CASE WHEN h.birth_on = '' THEN '' ELSE substr(h.birth_on, 1, 4) || '年生' END"

// proposers are those who made a proposal, the first of them first: members by who they are, bodies and others by name.
var proposers = &record.Part{
	Title: "提案人", Table: "proposal_proposer", Owner: "proposal_id",
	From:    "proposal_proposer x LEFT JOIN member m ON m.id = x.member_id LEFT JOIN person h ON h.id = m.person_id",
	Order:   "x.ordinal",
	Ordinal: "ordinal",
	Fields: []record.Field{
		{Key: "name", Title: "姓名或单位", Expr: "COALESCE(" + memberTitle + ", x.name)", Required: true, Note: "同名的委员写成「张伟（县一中）」", Width: 180},
		{Key: "role", Title: "身份", Type: record.Word{Words: []string{"提案人", "联名", "附议"}}, Required: true, Default: "提案人", Next: "联名", Width: 70},
	},
	Row: proposerRow,
	Removable: func(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
		said, err := store.LookUp(ctx, tx, "SELECT count(*) FROM feedback WHERE proposer_id = ?", id)
		if err != nil || said == 0 {
			return err
		}
		return store.Refuse(store.CodeStillUsed, "提案人「%s」已有征询意见，不能去掉；请先删去他的征询意见。", v["name"])
	},
}

// proposerRow settles who is meant.
func proposerRow(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
	row := v.Pick("role")
	if was != nil && v["name"] == was["name"] {
		return row, nil
	}
	termID, err := termOfProposal(ctx, tx, owner)
	if err != nil {
		return nil, err
	}
	memberID, name, err := findProposer(ctx, tx, termID, v["name"])
	if err == nil && memberID == 0 {
		name, err = nobody(ctx, tx, termID, name)
	}
	if err == nil && memberID != 0 {
		err = refuseLeft(ctx, tx, owner, memberID)
	}
	row["member_id"], row["name"] = store.OrNull(memberID), name
	return row, err
}

func termOfProposal(ctx context.Context, tx *store.Tx, id int64) (int64, error) {
	return store.LookUp(ctx, tx, "SELECT s.term_id FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.id = ?", id)
}

// namesake is a member of a name, with what tells him from others of it.
type namesake struct {
	id                              int64
	workplace, birth, number, title string
	sector                          string
	short                           string // of the unit he works at
	gender                          string
}

// namesakes are the members of the term called name.
func namesakes(ctx context.Context, db bun.IDB, termID int64, name string) ([]namesake, error) {
	return store.Remembered(db, fmt.Sprint("members of ", termID, " called ", name), []string{"member", "person", "sector", "unit"}, func() (found []namesake, err error) {
		names, err := roster.Spellings(ctx, db, name)
		if err != nil {
			return nil, err
		}
		for _, name := range names { // one after another, because the values of a list are no prepared statement's
			err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
				var n namesake
				err := scan(&n.id, &n.workplace, &n.birth, &n.number, &n.title, &n.sector, &n.short, &n.gender)
				found = append(found, n)
				return err
			}, `SELECT m.id, h.workplace, `+bornIn+`, m.number, `+memberTitle+`, COALESCE((SELECT s.name FROM sector s WHERE s.id = m.sector_id), ''),
				COALESCE((SELECT min(u.short) FROM unit u WHERE u.name = h.workplace AND u.deleted_at = ''), ''), h.gender
				FROM member m JOIN person h ON h.id = m.person_id WHERE h.name = ? AND m.term_id = ? AND m.deleted_at = ''`, name, termID)
			if err != nil {
				return nil, fmt.Errorf("find proposer: %w", err)
			}
		}
		slices.SortFunc(found, func(a, b namesake) int { return cmp.Compare(a.id, b.id) })
		return found, nil
	})
}

// findProposer finds the member of the term who is called text, which names his workplace where it has to; id 0 is a body or somebody who is no
// member. Of several whom nothing tells apart none is taken.
func findProposer(ctx context.Context, tx *store.Tx, termID int64, text string) (id int64, name string, err error) {
	name, told := roster.NameAndWorkplace(text)
	found, err := namesakes(ctx, tx, termID, name)
	if err != nil {
		return 0, "", err
	}
	if len(found) == 0 {
		if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			return 0, "", store.Refuse(store.CodeNotFound, "提案人「%s」不在本届委员名册中，也不是单位名称，请写中文姓名或名称。", text)
		}
		return 0, text, nil
	}
	if id := theOneTold(told, found); id != 0 {
		return id, name, nil
	}
	if len(found) == 1 {
		only := found[0]
		for _, part := range partsTold(told) {
			is, same := cmp.Or(only.workplace, only.birth), agrees(part, only.workplace, only.birth)
			if genders[part] {
				is, same = only.gender, only.gender == "" || only.gender == part
			}
			if !same {
				return 0, "", store.Refuse(store.CodeInvalid, "名册里的「%s」是「%s」的，与填写的「%s」不同；是他的请只写姓名，不是他的请先在名册中登记那一位。", name, is, part)
			}
		}
		return only.id, name, nil
	}
	var titles []string
	for _, n := range found {
		if n.title != name && !slices.Contains(titles, n.title) {
			titles = append(titles, n.title)
		}
	}
	if len(titles) == 0 {
		return 0, "", store.Refuse(store.CodeInvalid, "本届有 %d 位委员名叫「%s」，请先在名册中补上工作单位或委员编号，再写成「%s（单位）」。", len(found), name, name)
	}
	return 0, "", store.Refuse(store.CodeInvalid, "本届有 %d 位委员名叫「%s」，请写明是哪一位，如「%s」。", len(found), name, strings.Join(titles, "」或「"))
}

// genders may be told of somebody beside his name; of the only one of it they need not be known.
var genders = map[string]bool{"男": true, "女": true}

// nation is what a person may be of, which tells namesakes apart in no roster.
var nation = regexp.MustCompile(`^\p{Han}{1,5}族$`)

// partsTold are the things told of somebody beside his name that the roster may say otherwise: 女 of 女，侗族.
func partsTold(told string) []string {
	return slices.DeleteFunc(zh.SplitNames(told), nation.MatchString)
}

// theOneTold is the only one of the namesakes of whom all that is told is said, 0 for none: 县一中, the short name of his unit, 农业界, 1970年生,
// 县一中 1970年生, YL10001, 女 or 县一中，女.
func theOneTold(told string, found []namesake) int64 {
	parts := partsTold(told)
	fits := slices.DeleteFunc(slices.Clone(found), func(n namesake) bool {
		return len(parts) == 0 || slices.ContainsFunc(parts, func(part string) bool { return !n.isTold(part) })
	})
	if len(fits) != 1 {
		return 0
	}
	return fits[0].id
}

func (n namesake) isTold(told string) bool {
	return told == n.number || roster.SameWords(told, n.workplace) || told == n.birth || roster.SameWords(told, n.workplace+n.birth) ||
		told == n.short || told == n.gender || strings.TrimSuffix(told, "界") == strings.TrimSuffix(n.sector, "界")
}

// agrees reports whether what is told of the only member of a name can be said of him: a workplace, in full or cut short, or the year of birth. What the
// roster does not know contradicts nothing.
func agrees(told, workplace, birth string) bool {
	if year, ok := strings.CutSuffix(told, "年生"); ok && !strings.ContainsFunc(year, func(r rune) bool { return r < '0' || r > '9' }) {
		return birth == "" || birth == told
	}
	return workplace == "" || strings.Contains(told, workplace) || strings.Contains(workplace, told) || roster.SameWords(told, workplace+birth)
}

// consultations are the 面商 of a proposal.
var consultations = &record.Part{
	Title: "面商", Table: "consultation", Owner: "proposal_id",
	From:  "consultation x LEFT JOIN unit u ON u.id = x.unit_id",
	Order: "x.on_date, x.id",
	Fields: []record.Field{
		{Key: "on_date", Title: "日期", Type: record.Day{}, Width: 90},
		{Key: "mode", Title: "方式", Type: record.Word{Dictionary: "consultation_mode"}, Required: true, Width: 100},
		{Key: "unit", Title: "承办单位", Expr: "COALESCE(u.name, '')", Width: 140},
		{Key: "people", Title: "参加人员", Aliases: []string{"参加人", "面商人员"}, Width: 160},
		{Key: "note", Title: "情况", Aliases: []string{"内容"}, Type: record.Long{}},
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		row := v.Pick("on_date", "mode", "people", "note")
		return row, unitOfProposal(ctx, tx, owner, v, was, row)
	},
}

// reminders are the 催办: what was done to have a unit reply.
var reminders = &record.Part{
	Title: "催办", Table: "reminder", Owner: "proposal_id",
	From:  "reminder x JOIN unit u ON u.id = x.unit_id",
	Order: "x.on_date, x.id",
	Fields: []record.Field{
		{Key: "on_date", Title: "催办日期", Aliases: []string{"日期"}, Type: record.Day{}, Required: true, Width: 90},
		{Key: "mode", Title: "催办方式", Aliases: []string{"方式"}, Type: record.Word{Dictionary: "reminder_mode"}, Required: true, Width: 90},
		{Key: "unit", Title: "承办单位", Aliases: []string{"被催办单位", "单位"}, Expr: "u.name", Required: true, Width: 140},
		{Key: "person", Title: "催办人", Width: 80},
		{Key: "note", Title: "催办情况", Aliases: []string{"情况"}, Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "unit", "on_date", "mode"); v != nil {
			return store.Refuse(store.CodeInvalid, "%s对「%s」的%s催办写了两次，请删去一行。", v["on_date"], v["unit"], v["mode"])
		}
		return nil
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		row := v.Pick("on_date", "mode", "person", "note")
		return row, unitOfProposal(ctx, tx, owner, v, was, row)
	},
}

// feedback is the 征询意见: what each proposer thought of a round's replies, of all units or of one.
var feedback = &record.Part{
	Title: "征询意见", Table: "feedback", Owner: "proposal_id",
	From: "feedback x LEFT JOIN unit u ON u.id = x.unit_id LEFT JOIN proposal_proposer q ON q.id = x.proposer_id LEFT JOIN member m ON m.id = q.member_id" +
		" LEFT JOIN person h ON h.id = m.person_id",
	Order: "x.round, q.ordinal IS NULL, q.proposal_id <> x.proposal_id, q.ordinal, x.id",
	Fields: []record.Field{
		{Key: "round", Title: "轮次", Type: record.Whole{Min: 1}, Required: true, Default: "1", Example: "1", Width: 40},
		{Key: "proposer", Title: "提案人", Aliases: []string{"提案者", "反馈人", "反馈委员", "委员", "委员姓名"}, Expr: "COALESCE(" + memberTitle + ", q.name, '')", Note: "空着就是第一提案人；并入这一件的，那几件的提案人也可以写", Width: 90},
		{Key: "unit", Title: "承办单位", Expr: "COALESCE(u.name, '')", Note: "空着就是对各单位的意见", Width: 140},
		{Key: "returned_on", Title: "收回日期", Aliases: []string{"反馈日期", "日期"}, Type: record.Day{}, Width: 90},
		{Key: "attitude", Title: "办理态度", Aliases: []string{"对办理态度", "对办理过程", "办理过程", "对办理工作", "办理工作", "态度"}, Type: record.Word{Dictionary: "satisfaction"}, Width: 70},
		{Key: "result", Title: "结果评价", Aliases: []string{"办理结果评价", "对办理结果", "对办理结果的评价", "办理结果", "满意度", "满意程度"}, Type: record.Word{Dictionary: "satisfaction"}, Width: 70},
		{Key: "adoption", Title: "采纳情况", Type: record.Word{Dictionary: "adoption"}, Width: 90},
		{Key: "suggestions", Title: "建议条数", Aliases: []string{"建议数"}, Type: record.Whole{Min: 1, Of: "条"}, Expr: "CASE x.suggestions WHEN 0 THEN '' ELSE x.suggestions END", Note: "提案提了几条建议，按条算采纳率用", Width: 70},
		{Key: "adopted", Title: "采纳条数", Aliases: []string{"采纳数", "被采纳条数"}, Type: record.Whole{Of: "条"}, Expr: "CASE x.suggestions WHEN 0 THEN '' ELSE x.adopted END", Note: "其中采纳了几条", Width: 70},
		{Key: "opinion", Title: "意见", Aliases: []string{"反馈意见", "具体意见", "意见建议"}, Type: record.Long{}},
	},
	Row: feedbackRow,
}

func feedbackRow(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
	row := v.Pick("returned_on", "attitude", "result", "adoption", "opinion")
	for _, key := range []string{"round", "suggestions", "adopted"} {
		row[key] = record.CountOf(v[key])
	}
	adoption, err := adoptionOf(v["adoption"], record.CountOf(v["suggestions"]), record.CountOf(v["adopted"]))
	if err != nil {
		return nil, err
	}
	row["adoption"] = adoption
	for _, key := range []string{"attitude", "result"} {
		if v[key] == "" {
			row[key] = docket.NoOpinion
		}
	}
	if was == nil || v["proposer"] != was["proposer"] {
		proposer, err := proposerOf(ctx, tx, owner, v["proposer"])
		if err != nil {
			return nil, err
		}
		row["proposer_id"] = record.RowID(proposer)
	}
	return row, unitOfProposal(ctx, tx, owner, v, was, row)
}

// adoptionOf is the word for so many of the suggestions made being adopted: as written, else as the numbers say. It refuses more adopted than
// made, and numbers that contradict the word.
func adoptionOf(word string, made, adopted int) (string, error) {
	switch {
	case made == 0 && adopted > 0:
		return "", store.Refuse(store.CodeInvalid, "写了「采纳条数」%d，没有写「建议条数」，请写明一共提了几条建议。", adopted)
	case adopted > made:
		return "", store.Refuse(store.CodeInvalid, "采纳条数 %d 多于建议条数 %d，请改正其中一项。", adopted, made)
	case made == 0:
		return word, nil
	case word == "采纳" && adopted < made, word == "部分采纳" && (adopted == 0 || adopted == made), (word == "未采纳" || word == "近期不能落实") && adopted > 0:
		return "", store.Refuse(store.CodeInvalid, "采纳情况是「%s」，采纳条数却是 %d 条中的 %d 条，请改正其中一项。", word, made, adopted)
	case word == "" && adopted == made:
		return "采纳", nil
	case word == "" && adopted > 0:
		return "部分采纳", nil
	}
	return word, nil
}

// proposerOf is the proposer of the proposal so called, the first for none. Of several of one name none is taken.
func proposerOf(ctx context.Context, tx *store.Tx, proposalID int64, text string) (rows.Row, error) {
	have, err := proposersHeard(ctx, tx, proposalID)
	if err != nil {
		return nil, err
	}
	text, _ = withoutMark(text)
	name, told := roster.NameAndWorkplace(text)
	var namesakes []rows.Row
	for _, row := range have {
		plain, _ := roster.NameAndWorkplace(row["name"])
		switch {
		case text == "" || roster.SameWords(row["name"], text):
			return row, nil
		case plain == name:
			namesakes = append(namesakes, row)
		}
	}
	switch {
	case len(namesakes) == 0:
		return nil, store.Refuse(store.CodeInvalid, "征询意见的提案人「%s」不是这件提案的提案人。", text)
	case told != "": // otherwise than his title is now
		id, err := proposerTold(ctx, tx, proposalID, text)
		return record.ByRowID(have, strconv.FormatInt(id, 10)), err
	case len(namesakes) == 1:
		return namesakes[0], nil
	}
	titles := make([]string, len(namesakes))
	for i, row := range namesakes {
		titles[i] = row["name"]
	}
	return nil, store.Refuse(store.CodeInvalid, "这件提案有 %d 位提案人名叫「%s」，征询意见请写明是哪一位，如「%s」。", len(titles), name, strings.Join(titles, "」或「"))
}

// proposerTold is the proposer who is the member text tells from his namesakes.
func proposerTold(ctx context.Context, tx *store.Tx, proposalID int64, text string) (int64, error) {
	termID, err := termOfProposal(ctx, tx, proposalID)
	if err != nil {
		return 0, err
	}
	memberID, _, err := findProposer(ctx, tx, termID, text)
	if err != nil {
		return 0, err
	}
	id, err := store.LookUp(ctx, tx, `SELECT q.id FROM proposal_proposer q JOIN proposal p ON p.id = q.proposal_id
		WHERE (p.id = ?0 OR `+mergedHere+`) AND q.member_id = ?1 ORDER BY p.id <> ?0, q.id LIMIT 1`, proposalID, memberID)
	if err == nil && id == 0 {
		err = store.Refuse(store.CodeInvalid, "征询意见的提案人「%s」不是这件提案的提案人。", text)
	}
	return id, err
}

// unitOfProposal puts the unit v names, one that the proposal was assigned to, into row.
func unitOfProposal(ctx context.Context, tx *store.Tx, proposalID int64, v, was record.Values, row store.Columns) error {
	if v["unit"] == was["unit"] {
		return nil
	}
	if v["unit"] == "" {
		row["unit_id"] = nil
		return nil
	}
	unitID, assigned, err := unitOf(ctx, tx, proposalID, v["unit"], assignedEver)
	if err != nil {
		return err
	}
	if !assigned {
		return store.Refuse(store.CodeInvalid, "「%s」不是这件提案的承办单位。", v["unit"])
	}
	row["unit_id"] = unitID
	return nil
}
