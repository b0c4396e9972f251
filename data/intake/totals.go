package intake

import (
	"regexp"
	"strings"
)

var (
	totalText = regexp.MustCompile(`^(合计|总计|小计|共计|累计|总数|本页合计|本页小计|合计数)([:(].*|\d+[人名件条份项个户家次]?)?$|^(以上)?(共|合)计?\d+(人|名|件|个|条|户|项|家|位)?(单位|委员|监督员|提案)?$`)
	heads     = regexp.MustCompile(`^共?\d+(人|名|件|个|条|户|份)$`)
	partOf    = regexp.MustCompile(`^其中:?(男|女|少数民族|党外|非中共|中共|常委|委员|新任|连任|增补).{0,6}$`)
	// reckoned are the rows of a score sheet that are reckoned from its others.
	reckoned = regexp.MustCompile(`^(总|平均|均|综合|最后|最终|最高|最低|加权|合计|实际)?(得)?(分数?|成绩)$|^(算术|加权)?平均(分|值|数)?$|^(名次|排名|排序|位次|等次|等级)$|^(去掉|去除|剔除|扣除).{0,24}$`)
)

// isTotal looks for a total's word in the first filled cell, or the second when the first is a number.
func isTotal(cells []Cell, first string) bool {
	if totalText.MatchString(first) {
		return true
	}
	seen := 0
	for _, c := range cells[:min(len(cells), 4)] {
		if c.Empty() {
			continue
		}
		if seen++; seen > 2 {
			return false
		}
		if totalText.MatchString(Squeeze(c.String())) {
			return true
		}
	}
	return false
}

// counted reports whether a row is of numbers of people each behind what they are: 女委员, 1人; 其中, 男 3人.
func (r *reading) counted(row, filled int) bool {
	if filled < 2 || filled > 8 {
		return false
	}
	if first := Squeeze(r.firstText(row)); strings.TrimSuffix(first, ":") == "其中" || partOf.MatchString(first) {
		return true
	}
	for i := 1; i < filled; i += 2 {
		if !heads.MatchString(Squeeze(r.filledText(row, i))) {
			return false
		}
	}
	return filled%2 == 0
}

// isReckoned reports whether a row is reckoned from others: 平均分 or 名次 in the place of a person's name, or first where there is no name.
func (r *reading) isReckoned(row int) bool {
	name := r.nameColumn()
	if name < 0 || r.d.layout.GroupRow != "" { // of a roster
		return false
	}
	text := Squeeze(r.value(row, name).String())
	if text == "" {
		text = Squeeze(r.firstText(row))
	}
	return reckoned.MatchString(strings.Map(narrow, text))
}
