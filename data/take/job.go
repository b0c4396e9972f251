package take

import (
	"regexp"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// postEnding ends what somebody is at his workplace.
var postEnding = regexp.MustCompile(`(书记|主任|主席|委员|经理|董事|监事|总裁|会计|出纳|干部|职工|教授|讲师|顾问|法人|律师|助理|医生|护士|记者|编辑|常委|[长员师])$`)

// combinedJob reports whether a row has 工作单位及职务 in one cell.
func combinedJob(row intake.Row, values record.Values) bool {
	return values["workplace"] != "" && !row.Has("job") && strings.Contains(row.Header("workplace"), "职务")
}

var (
	// endOfUnit ends what a workplace is called.
	endOfUnit = regexp.MustCompile(`(局|厅|委|办|办公室|中心|医院|学校|中学|小学|大学|学院|幼儿园|[一二三四五六七八九十]中|党校|公司|集团|银行|支行|分行|厂|场|店|农场|林场|站|所|院|队|馆|社|合作社|协会|商会|学会|联合会|工商联|` +
		`基金会|事务所|卫生院|法院|检察院|政协|政府|人大|镇|乡|街道|街道办事处|办事处|社区|村|村委会|居委会|联|会)$`)
	// onePost is a post by itself, without the unit: 党委书记, 副局长, 主任医师.
	onePost = regexp.MustCompile(`^(原|前任?|兼|党委|党组|党总支|党支部|总支|支部|工会|机关|常务|第一|执行|行政|总|副|代|名誉|法定|高级|一级|二级|三级|四级|正|中共|教研|村|社区)*` +
		`(书记|主任|主席|委员|常委|经理|董事|监事|总裁|会计|出纳|记者|编辑|教师|老师|教授|讲师|顾问|代表人|律师|助理|秘书|民警|法官|检察官|医师|医生|护士|护师|药师|工程师|会计师|农艺师|畜牧师|兽医师|经济师|设计师|理事|调研员|科员|办事员|组织员|` +
		`主任科员|(董事|监事|理事|秘书|会|局|厅|处|科|股|所|站|队|校|院|园|馆|社|厂|场|店|行|镇|乡|县|区|村|部|组|班|庭|检察|秘书|审计|船|台|护士|教导|总务|年级|片)长)$`)
	postsApart = regexp.MustCompile(`[、,，;；/\s]|兼任?|及|和`)
)

// splitJob parts 工作单位及职务 of one cell where it begins with a unit of the office, or with what is called like one, and goes on with a post. What ends
// like a post and is not parted stays whole, and is named.
func (im *Import) splitJob(row intake.Row, values record.Values) {
	if im.Kind.Field("job") == nil || !combinedJob(row, values) {
		return
	}
	whole := []rune(values["workplace"])
	for n := len(whole) - 1; n > 1; n-- { // the longest: 石桥镇卫生院 rather than 石桥镇
		unit, rest := strings.TrimSpace(string(whole[:n])), strings.TrimSpace(string(whole[n:]))
		if im.knownJob(unit, rest) || likeJob(unit, rest) {
			values["workplace"], values["job"] = unit, rest
			return
		}
	}
	if postEnding.MatchString(values["workplace"]) {
		im.odd.note("「"+row.Header("workplace")+"」一栏看不出单位和职务在哪里分开，都录入了「工作单位」", lineOf(row, values["workplace"]))
	}
}

// knownJob reports whether a unit of the office is followed by what ends like a post.
func (im *Import) knownJob(unit, rest string) bool {
	return (im.bodies[unit] == bodyUnit || im.shortUnits[unit]) && postEnding.MatchString(rest)
}

// likeJob reports whether what is called like a unit, and is no part of a post, is followed by a post.
func likeJob(unit, rest string) bool {
	if !endOfUnit.MatchString(unit) || !postEnding.MatchString(rest) || strings.HasSuffix(unit, "党委") || strings.HasSuffix(unit, "工会") || strings.HasSuffix(unit, "委员会") && strings.HasSuffix(unit, "党") {
		return false
	}
	if strings.ContainsAny(unit, " 　、，,;；/\n") {
		return false // the last of several, of 县政协办公室 县政协主席
	}
	if end := []rune(unit); end[len(end)-1] == end[len(end)-2] {
		return false // 和平村村 of 和平村村支部书记
	}
	first := postsApart.Split(rest, 2)[0]
	if strings.HasSuffix(unit, "政协") && (first == "委员" || first == "常委") {
		return false // what each on the list is, and no post at a workplace
	}
	return onePost.MatchString(first)
}

// sameJob takes out of values a workplace that is the stored one and the stored post, written together.
func sameJob(old, values record.Values) {
	if values.Has("job") || old["job"] == "" || values["workplace"] == "" {
		return
	}
	if squeezed(values["workplace"]) == squeezed(old["workplace"]+old["job"]) {
		delete(values, "workplace")
	}
}
