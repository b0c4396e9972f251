package take

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// noteShorter names what a row takes out of lists of several, as 会办单位, without putting anything in: the list may be only a part.
func (im *Import) noteShorter(t *taking) {
	for _, c := range t.result.Changes {
		f := im.Kind.Field(c.key)
		if f == nil || !f.Many() || c.New == "" {
			continue
		}
		now := record.Values{f.Key: c.New}.Many(f.Key)
		was := record.Values{f.Key: c.Old}.Many(f.Key)
		gone := slices.DeleteFunc(slices.Clone(was), func(one string) bool { return slices.Contains(now, one) })
		if len(gone) > 0 && len(was)-len(gone) == len(now) {
			im.odd.note("「"+f.Title+"」比已有的少，照表中的录入", fmt.Sprintf("第 %d 行去掉了「%s」", t.row.Line, zh.JoinNames(gone)))
		}
	}
}

// firstRound are the fields of a proposal that say how its first round ended, each with one of the later round.
var firstRound = [][2]string{
	{"replied_on", "again_replied_on"}, {"result_class", "again_class"}, {"satisfaction", "again_satisfaction"}, {"attitude", "again_satisfaction"}, {"feedback_on", "again_feedback_on"},
}

// refuseFirstRound refuses a row of proposals that says another reply or evaluation of a case that was handled again, and not of which round.
func refuseFirstRound(t *taking, old record.Values) error {
	if old["again_on"] == "" {
		return nil
	}
	for _, of := range firstRound {
		key, again := of[0], of[1]
		if t.values[key] == "" || old[key] == "" || t.values[key] == old[key] || t.row.Has(again) || t.row.Has("again_on") {
			continue
		}
		return store.Refuse(store.CodeConflict, "这一件重新办理过，「%s」写的是「%s」，第 1 轮是「%s」，看不出说的是哪一轮；请用分办答复台账或征询意见表导入，写明「轮次」。", t.row.Header(key), t.values[key], old[key])
	}
	return nil
}

// anotherYear is the year or session that stands with a number: 2025 of 2025年12号 and 2025-12, 十届四次会议第12号.
var anotherYear = regexp.MustCompile(`^((?:19|20)\d\d)\s*[年-]|[届次]`)

// refuseOtherYear refuses a row that says into which proposal it was merged by the number of another year: a number alone is one of its own year.
func refuseOtherYear(t *taking) error {
	text := intake.Squeeze(t.row.Text("merged_number"))
	m := anotherYear.FindStringSubmatch(text)
	if m == nil || t.values["merged_number"] == "" || m[1] == strconv.Itoa(t.result.scope.Year) {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，只能并入同一次会议的提案；是本年度的请只写案号。", t.row.Header("merged_number"), text)
}
