package take

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// takeLeaving takes the status that the name of the sheet or a title above the table says, or that somebody left because a column of those who left
// says when or why.
func (im *Import) takeLeaving(t *taking) error {
	for _, over := range im.captionsOf(t.table).titles {
		if over.group == "" {
			continue
		}
		key, word := im.groupWord(over.group)
		switch {
		case isLeaving(over.group) || key == "" && leavingWords.MatchString(over.group):
			if word = im.leavingWord(t.values["status_reason"]); word == "" {
				return im.refuseLeaving(over.where() + "里的人离任了，")
			}
		case key != "status" || inOffice(word): // a 界别 or a post, see entitle and takeTitlePost
			continue
		}
		t.values["status"] = word
		takeNoted(over.noted, t.values)
		im.odd.note(over.where()+"里的人，状态按「"+word+"」录入", fmt.Sprintf("第 %d 行", t.row.Line))
		return nil
	}
	for _, key := range []string{"status_on", "status_reason"} {
		if header := t.row.Header(key); t.values[key] == "" || !strings.Contains(header, "离任") {
			continue
		} else if t.values["status"] = im.leavingWord(t.values["status_reason"]); t.values["status"] == "" {
			return im.refuseLeaving("「" + header + "」一栏为「" + t.row.Text(key) + "」，")
		}
		im.odd.note("离任了的人，状态按离任原因录入", fmt.Sprintf("第 %d 行「%s」", t.row.Line, t.values["status"]))
		return nil
	}
	return nil
}

// takeTitlePost takes the post that the name of the sheet or a title above the table says, where the row leaves it open. A row that says otherwise keeps
// its own; one of somebody in office in a list of those who left is refused.
func (im *Import) takeTitlePost(t *taking) error {
	for _, over := range im.captionsOf(t.table).titles {
		key, word := im.groupWord(over.group)
		if status := t.values["status"]; inOffice(status) && (isLeaving(over.group) || im.leavingWord(over.group) != "") {
			return refuseStatus(over.where(), status)
		}
		if key == "posts" || key == "status" {
			im.noteOtherwise(over.where(), im.Kind.Field(key), word, t.row, t.values)
		}
		if key == "posts" && t.values["posts"] == "" {
			t.values["posts"], t.postBy = word, over.where()
			im.odd.note(over.where()+"里的人，「政协职务」按「"+word+"」录入", fmt.Sprintf("第 %d 行", t.row.Line))
		}
	}
	return nil
}

// takeNoted takes the day behind a title as that of the status it says: 增补委员名单（2026年3月）.
func takeNoted(noted string, values record.Values) {
	if on, err := intake.ParseDate(strings.TrimSuffix(noted, ")")); err == nil && values["status_on"] == "" {
		values["status_on"] = on.String()
	}
}

// titleGroup is the sort of members that the name of a sheet or a title is about: 离任 of 政协青溪县委员会离任委员名册.
var titleGroup = regexp.MustCompile(`^(?:.*[届会协年度县市区])?(?:委员)?(\p{Han}{2,6}?)(?:的?委员|人员)(?:名单|名册|情况|一览|登记|花名册)?表?$`)

// leavingWords are in what is said of people who are no longer members, in words that need not be those of the office.
var leavingWords = regexp.MustCompile(`离任|离职|免去|撤销|取消|辞|去世|逝世|[病亡已]故|调离|调出|退出|不再|停止|终止`)

// leavingWord is the status of somebody who left for the reason, "" when it does not say which.
func (im *Import) leavingWord(reason string) string {
	if key, word := im.groupWord(groupStem(reason)); key == "status" && !inOffice(word) && word != "届中增补" {
		return word
	}
	return ""
}

// inOffice reports whether a status says no more than that somebody is a member.
func inOffice(status string) bool { return status == "在册" }

// isLeaving reports whether a word says that somebody is no longer a member, but not how it came.
func isLeaving(word string) bool {
	return slices.Contains([]string{"离任", "离职", "离开", "不再担任", "退出", "原", "已离任"}, word)
}

func (im *Import) refuseLeaving(where string) error {
	return store.Refuse(store.CodeInvalid, "%s没有说明是怎样离任的；请在「状态」一栏写明，可用的有：%s。", where, zh.JoinNames(im.dictionary["member_status"]))
}
