package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A heading may hold a field's words and yet speak of something else: 配偶手机号 is another's, 要求答复时间 no reply. Only a field that is called just so
// is meant by it.

var (
	others = regexp.MustCompile(`^(配偶|爱人|妻子|丈夫|父亲|母亲|父母|子女|儿子|女儿|家属|家庭成员|家庭主要成员|主要家庭成员|社会关系|推荐人|介绍人|联系人|紧急联系|经办人|填表人|填报人|秘书|助理|` +
		`原|曾|前任|前单位|历任|以前|过去)`)
	notOthers = regexp.MustCompile(`^(原因|原文|原始|原创|原籍|曾用名$)`)
	planned   = regexp.MustCompile(`要求|计划|规划|预计|预定|拟|最迟|最晚|截止|截至|期限|时限|限期|限时|应(答复|办|完|结|复|交|回|报|于|在)|^(应|限)`)
	intended  = regexp.MustCompile(`计划|规划|预计|预定|拟`) // by who is to do it: no deadline
)

// othersWithin is more characters than any of the words of others and notOthers has.
const othersWithin = 12

// othersHeading reports whether a heading speaks of another human being than its row, or of what was before.
func othersHeading(text string) bool {
	text = foldStart(text, othersWithin, false)
	return others.MatchString(text) && !notOthers.MatchString(text)
}

// plannedHeading reports whether a heading speaks of what is to be rather than of what was done.
func plannedHeading(text string) bool { return planned.MatchString(foldHeader(text)) }

// inBrackets is what a heading has in brackets.
var inBrackets = regexp.MustCompile(`[(\[【〔（［](.{1,36}?)[)\]】〕）］]`)

// turnedBy is what stands in the brackets of a heading where it makes something else of it: 答复日期（要求） is a deadline, 手机（配偶） another's.
func turnedBy(heading string) string {
	if len(heading) > 200 || !strings.ContainsAny(heading, "([【〔（［") {
		return ""
	}
	for _, m := range inBrackets.FindAllStringSubmatch(heading, -1) {
		if othersHeading(m[1]) || plannedHeading(m[1]) && !plannedHeading(unbracket(heading)) {
			return m[1]
		}
	}
	return ""
}

// longestOver is the most characters of a heading over another. A title that was joined to a heading is longer.
const longestOver = 8

// aside reports whether a lower heading cannot be read without the one above it: 配偶 over 姓名, 计划 over 完成日期, 上届 over 职务.
func (h heading) aside() bool {
	if utf8.RuneCountInString(h.parent) > longestOver {
		return false
	}
	return othersHeading(h.parent) || plannedHeading(h.parent) && !strings.ContainsAny(h.parent, "年届") || formerTerm.MatchString(foldHeader(h.parent))
}

var (
	formerTerm = regexp.MustCompile(`^(上一?|往|历|前)(届|聘期|任期)|^(变更|变动|调整|更改|更正|换届|改选)前`)
	postOver   = regexp.MustCompile(`^在?(.{1,5}?)(任职|兼职|职务)(情况|信息)?$`)                                       // 政协任职, 在政协任职情况, 社会兼职
	postsChild = regexp.MustCompile(`^(任|现任|所任|担任|兼任)?(职务|职位|单位|职务名称|单位名称|任职单位|单位及职务|单位职务|时间|日期|级别|职级|名称)$`) // says nothing of its own
)

// post is what posts a heading stands over, 政协 of 政协任职; "" for another heading, or over one that says by itself what it is, as 专委会 does.
func (h heading) post() string {
	if utf8.RuneCountInString(h.parent) > longestOver {
		return ""
	}
	m := postOver.FindStringSubmatch(foldHeader(h.parent))
	if m == nil || ownPosts[m[1]] || !postsChild.MatchString(foldHeader(h.child)) {
		return ""
	}
	return m[1]
}

// ownPosts are what stands before 任职 where the job of the person is meant.
var ownPosts = map[string]bool{"现": true, "本人": true, "单位": true, "工作": true, "行政": true, "本职": true, "主要": true, "所在": true, "工作单位及": true, "工作单位": true, "目前": true, "现工作": true}

// tails are what may follow a field's words in a heading without making it something else. In Chinese the last word says what a thing is: 提案者回执 is
// a slip and no proposer.
var tails = map[string]bool{
	"号": true, "号码": true, "日": true, "日期": true, "时间": true, "名称": true, "全称": true, "名": true, "情况": true, "信息": true, "内容": true, "单位": true, "部门": true,
	"级": true, "等次": true, "及职务": true, "和职务": true, "职务": true, "名单": true, "列表": true, "1": true, "一": true, "们": true, "者": true, "人": true, "项": true, "姓名": true, "类别": true,
}

// turns are what makes another thing of what a heading says, if only the heading has it: 承诺答复日期 is no 答复日期, 上次办理结果 not the result.
var turns = []string{"承诺", "约定", "预约", "延期", "下次", "二次", "催办", "初步", "复评", "上次", "上届", "上一", "上任", "之前", "此前", "旧"}

// turned reports whether one of the two texts has a turn that the other has not.
func turned(heading, word string) bool {
	return slices.ContainsFunc(turns, func(turn string) bool { return strings.Contains(heading, turn) != strings.Contains(word, turn) })
}

// says reports whether a heading that is like a word of a field can mean it.
func says(heading, word string) bool {
	if turned(heading, word) || plannedHeading(heading) != plannedHeading(word) || intended.MatchString(heading) != intended.MatchString(word) {
		return false
	}
	tail, ok := strings.CutPrefix(heading, word)
	return !ok || tail == "" || tails[tail]
}

// Why a column that holds something is read as no field.
const (
	UnusedOthers  = "像是别人的或以前的"
	UnusedPlanned = "写的是计划、要求、承诺或另一次的，不是已经办的"
	UnusedTotal   = "是合计"
	UnusedNone    = "没有对应的项目"
)

var totalHeading = regexp.MustCompile(`^(合计|总计|小计|共计|累计|总数)`)

// WhyUnused says of the heading of a column that is read as no field why it is not.
func WhyUnused(heading string) string {
	folded, low := foldHeader(heading), foldHeader(heading[strings.LastIndex(heading, "/")+1:])
	inside := turnedBy(heading)
	switch {
	case othersHeading(heading), othersHeading(low), othersHeading(inside), formerTerm.MatchString(folded):
		return UnusedOthers
	case plannedHeading(heading), plannedHeading(inside), slices.ContainsFunc(turns, func(turn string) bool { return strings.Contains(folded, turn) }):
		return UnusedPlanned
	case totalHeading.MatchString(low):
		return UnusedTotal
	}
	return UnusedNone
}
