package intake

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"cppccdesk/data/cell"
)

// Name is what a cell for one person's name says.
type Name struct {
	Name   string
	Marks  []string // what is in brackets beside the name: 女, 回族, 组长
	Signed bool     // a sign such as * or ★, or an ordinal, is beside it
}

var errNotName = errors.New("应为姓名")

// ParseName reads a person's name: blanks that only line it up are dropped, a run of blanks between Latin words
// becomes one space, and any dot between Chinese characters becomes the middle dot. What is no name, or more than
// one, is refused. The error is made to follow 「…」一栏为「…」,.
func ParseName(s string) (string, error) {
	name, err := ReadName(s)
	switch {
	case err != nil:
		return "", err
	case len(name.Marks) > 0:
		return "", errors.New("姓名里有括号，括号里的内容请写到对应的栏")
	case name.Signed:
		return "", errors.New("姓名前后有编号或记号，请删去它")
	}
	return name.Name, nil
}

// ReadName reads a cell with a person's name as ParseName does, and what offices write beside a name.
func ReadName(s string) (Name, error) {
	s = tidy(s)
	if character := cell.Unseen(strings.NewReplacer("\t", " ", "\n", " ").Replace(s)); character != "" { // these line up like other blanks
		return Name{}, errors.New("含有" + character + "，请删去它")
	}
	var name Name
	text := name.unmark(strings.Map(narrow, s))
	if err := refuseNoName(text); err != nil {
		return Name{}, err
	}
	name.Name = strings.TrimRight(joinName([]rune(text)), "·")
	if len([]rune(name.Name)) > 40 {
		return Name{}, errors.New("太长，不像姓名，一格只写一个人")
	}
	return name, nil
}

var (
	nameMarks   = regexp.MustCompile(`^(?s)(.*\S)\s*[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$`)
	nameTail    = regexp.MustCompile(`^(\p{Han}+(?:[\s·]+\p{Han}+)*?)\s+((?:[男女]|\p{Han}{1,5}族)(?:[\s、,]+(?:[男女]|\p{Han}{1,5}族))*)$`)
	nameOrdinal = regexp.MustCompile(`^(\d{1,4}\s*[.、)]|\(\d{1,4}\)|[①-⑳])\s*(\p{Han})`)
)

// nameSigns are put before and after names for a meaning that only the list itself explains.
const nameSigns = "*★☆※△▲▽▼○◎◆◇■□√✓†‡"

// unmark takes off narrowed text what is beside the name.
func (n *Name) unmark(text string) string {
	for {
		was := text
		if m := nameMarks.FindStringSubmatch(text); m != nil {
			text = m[1]
			n.Marks = append(marksOf(m[2]), n.Marks...)
		}
		if m := nameTail.FindStringSubmatch(text); m != nil && endsBeforeMarks(m[1]) {
			text, n.Signed = m[1], true
			n.Marks = append(marksOf(m[2]), n.Marks...)
		}
		if m := nameOrdinal.FindStringSubmatch(text); m != nil {
			text, n.Signed = m[2]+text[len(m[0]):], true
		}
		trimmed := strings.TrimFunc(text, func(r rune) bool { return isBlank(r) || strings.ContainsRune(nameSigns, r) || r >= '①' && r <= '⑳' })
		if bare := strings.TrimFunc(text, isBlank); trimmed != bare && !masked(bare) {
			n.Signed = true
			text = trimmed
		}
		if text == was {
			return text
		}
	}
}

// endsBeforeMarks reports whether the words before 男, 女 or a nation are a name. Single characters are lined up with it: 李 一 男.
func endsBeforeMarks(name string) bool {
	words := strings.FieldsFunc(name, isBlank)
	return !slices.Contains(compoundSurnames, name) && slices.ContainsFunc(words, func(word string) bool { return len([]rune(word)) > 1 })
}

// marksOf takes apart what is written beside a name.
func marksOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return isBlank(r) || strings.ContainsRune("、,;/.", r) })
}

// masked reports whether stars stand for characters of the name: 张*, 张**, 张*三.
func masked(text string) bool {
	before, after, found := strings.Cut(text, "*")
	return found && len([]rune(before)) == 1 || strings.HasPrefix(after, "*")
}

// noNames are further words in place of a name.
var noNames = []string{
	"空缺", "暂空", "待增补", "待安排", "待推荐", "缺", "缺额", "无人", "未定", "另定", "某", "某某", "姓名", "名字", "名单", "男", "女", "委员", "监督员", "界别", "序号", "单位", "职务", "性别", "民族", "编号", "备注", "主任", "副主任", "主席", "副主席", "秘书长", "副秘书长", "常委", "专职常委", "党组书记", "候补", "拟增补", "联系人", "联络员", "审核人", "制表人", "填表人", "经办人", "负责人", "签名", "签字", "盖章", "手机", "电话", "联系电话", "籍贯", "出生日期", "出生年月", "学历", "工作单位", "政治面貌", "党派", "民主监督员", "组长", "副组长", "组员", "合计", "总计", "小计",
	"xx", "xxx",
}

// endings are what texts may end with: a pattern that only the end of a text has is tried at every character.
type endings []string

func (e endings) end(text string) bool {
	return slices.ContainsFunc(e, func(ending string) bool { return strings.HasSuffix(text, ending) })
}

// unitEndings end the names of units and bodies, and no name of a person of three characters or more.
var unitEndings = endings(strings.Split("局|厅|委员会|办公室|公司|医院|学院|集团|法院|检察院|协会|联合会|总工会|办事处|支行|支部|党委|县委|市委|区委|机关|专委会|"+
	"合作社|事务所|服务站|派出所|研究院|研究所|统战部|宣传部|组织部|武装部|政府|工商联|残联|街道|管委会|监督组|党支部|总支|卫生院|敬老院|经营部|养殖场|批发部", "|"))

// statusWords head the rows of a list that are of one status, and are nobody: 离任委员.
var statusWords = regexp.MustCompile(`^常务委员(名单)?$|^((现|在|离|卸|前|历|新|已离)任|在册|在职|离职|退出|调离|调出|辞去|辞职|(已)?(去世|逝世|病故|亡故|故)|免(去|职)|(撤销|取消|终止)|(届中)?增补|届满)的?(政协)?` +
	`(委员|监督员|人员)?的?(资格|职务)?(名单|名册|情况|人员)?$`)

// plainMembers head the rows of those of whom nothing more is said.
var plainMembers = regexp.MustCompile(`^(其他|其余|普通)?(委员|监督员)$`)

// partyWords are what lists of members are grouped by, and nobody's name: 中共, 特邀人士, 无党派.
var partyWords = regexp.MustCompile(`^(中共|中国共产党|民[革盟建进]|农工党|致公党|九三学社|台盟|无党派|党外|特邀|特别邀请|民主党派|群众|共青团)(党员|会员|盟员|社员|成员|团员|人士)?$|人士$`)

// bodyEndings end the names of bodies that make proposals, beside those of units.
var bodyEndings = regexp.MustCompile(`([县市区省]委会|总支|支社|界别?|组)$`)

// groupCalled is a group called by its number alone: 1组.
var groupCalled = regexp.MustCompile(`^[\d一二三四五六七八九十]+组$`)

// BodyName is the name of a unit or body in one form, without the blanks that line it up; ok is false for what may be anything else.
func BodyName(text string) (name string, ok bool) {
	bare := Squeeze(text)
	n := len([]rune(bare))
	return bare, !severalBodies(text) && (n > 2 || groupCalled.MatchString(bare)) && !nameBreak.MatchString(bare) && (unitEndings.end(bare) || bodyEndings.MatchString(bare) || n > 3 && unitEndingsLong.end(bare))
}

// bodyBeginnings begin the names of units and bodies.
var bodyBeginnings = regexp.MustCompile(`^([县市区省团]|共青团|民[革盟建进]|九三|致公|农工|台盟|中共|中国)`)

// severalBodies reports whether blanks part the names of several units or bodies: 县总工会 团县委, and not 云岭县委 办公室.
func severalBodies(text string) bool {
	names := strings.FieldsFunc(text, isBlank)
	if len(names) < 2 {
		return false
	}
	for i, name := range names {
		_, ok := BodyName(name)
		if !ok || i > 0 && !bodyBeginnings.MatchString(name) && !strings.HasPrefix(name, string([]rune(names[0])[:2])) {
			return false
		}
	}
	return true
}

// unitEndingsLong end such names too, but may be a given name.
var unitEndingsLong = endings(strings.Split("学校|中学|小学|大学|中心|人大|政协|银行|文联|侨联|科协|一中|二中|三中|四中|五中|六中|七中|八中|九中|十中|幼儿园|小组|工作组", "|"))

var (
	headsOf     = regexp.MustCompile(`等[\d一二三四五六七八九十两几多]*[人名位]$|\d+[人名位组]$|^共\d|^其中|^第\d`)
	manyDigits  = regexp.MustCompile(`\d{5,}|\d+[年月日岁号期]`)
	nameBreak   = regexp.MustCompile(`[、,;/\\|&+\n]`)
	joinedNames = regexp.MustCompile(`^\p{Han}{2,3}[和与及]\p{Han}{2,3}$`)
)

// refuseNoName refuses narrowed text that is no person's name, or the names of several people.
func refuseNoName(text string) error {
	bare := Squeeze(text)
	runes := []rune(bare)
	switch {
	case !strings.ContainsFunc(bare, unicode.IsLetter):
		return errNotName
	case IsNothing(bare) || IsUnknown(bare) || slices.Contains(noNames, strings.ToLower(bare)), statusWords.MatchString(bare), partyWords.MatchString(bare):
		return errors.New("不是姓名，没有这个人的请删去这一行")
	case escaped.MatchString(bare):
		return errors.New("含有字符代码「" + escaped.FindString(bare) + "」，请改成它代表的字")
	case masked(bare):
		return errors.New("是打了星号的，请填写完整的姓名")
	case headsOf.MatchString(bare):
		return errors.New("说的不是一个人，应为姓名，一行只写一个人")
	case manyDigits.MatchString(bare):
		return errors.New("姓名里有数字，请把它移到对应的栏")
	case strings.ContainsFunc(strings.Trim(bare, "-."), strange):
		return errNotName
	case len(runes) >= 3 && (unitEndings.end(bare) || unitEndingsLong.end(bare) && (len(runes) > 3 || strings.ContainsRune("县市区省镇乡州校", runes[0]))):
		return errors.New("像是单位的名称，应为姓名")
	}
	return refuseSeveral(text)
}

// refuseSeveral refuses text that is the names of several people, or may be.
func refuseSeveral(text string) error {
	if parts := splitWords(nameBreak.Split(text, -1)); len(parts) > 1 || joinedNames.MatchString(Squeeze(text)) {
		if !slices.ContainsFunc(parts, func(p string) bool { return len([]rune(p)) < 2 }) {
			return errors.New("写了几个人，一格只写一个人，请分成几行")
		}
		if nameBreak.MatchString(strings.ReplaceAll(text, "\n", "")) {
			return errors.New("一格只写一个人的姓名，请删去分隔的符号")
		}
	}
	words := splitWords(strings.FieldsFunc(text, isBlank))
	for i := range len(words) - 1 {
		a, b := []rune(words[i]), []rune(words[i+1])
		if len(a) < 2 || len(b) < 2 || !isHan(a[len(a)-1]) || !isHan(b[0]) || slices.Contains(compoundSurnames, words[i]) {
			continue
		}
		return errors.New("中间有空格，看不出是一个人还是几个人：一个人的请删去空格或改成「·」，几个人的请分成几行")
	}
	return nil
}

// strange reports whether a character is in no name, nor between several: names have letters, with what is put together to a rare one.
func strange(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Co, r) && !(r >= 0x2ff0 && r <= 0x2fff) && r != 0x200d &&
		!strings.ContainsRune(nameDots+"'\u2019、,;/\\|&+", r)
}

// compoundSurnames are set apart from the given name as 欧阳 明华.
var compoundSurnames = []string{
	"欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "慕容", "皇甫", "尉迟", "公孙", "令狐", "长孙", "宇文", "端木", "夏侯", "南宫", "东郭", "百里", "呼延", "钟离", "闻人", "澹台", "淳于", "太史", "轩辕", "赫连", "申屠", "仲孙", "公冶", "宗政", "濮阳", "万俟", "单于", "第五", "拓跋", "西门", "鲜于", "闾丘", "左丘", "梁丘", "司空", "司寇", "巫马", "公羊", "漆雕", "乐正", "壤驷", "公良", "夹谷", "宰父", "谷梁", "段干", "东门", "南门", "羊舌", "微生", "完颜", "纳兰", "爱新觉罗", "叶赫那拉",
}

func splitWords(parts []string) (words []string) {
	for _, part := range parts {
		if part = Squeeze(part); part != "" {
			words = append(words, part)
		}
	}
	return words
}

// nameDots are what is written for the middle dot of a name between two Chinese characters.
const nameDots = "·•・.‧∙⋅･﹒˙●。｡º°˚᛫ㆍ⸱⸳⸰ᐧ⚫◦∘․⋆*∗✱-‐‑–—_\u0387\u119e\u2981\u318d\u16eb\u25cf\u26ab\u2022\ua78f\ufe52\ufe19"

// joinName writes a name in one form: without the blanks that line it up, its dots the middle dot.
func joinName(runes []rune) string {
	var out []rune
	for i, r := range runes {
		switch {
		case r == 0x200D: // of two characters that are one
		case isBlank(r):
			if len(out) > 0 && isLatin(out[len(out)-1]) && i+1 < len(runes) && isLatin(runes[i+1]) {
				out = append(out, ' ')
			}
			continue
		case strings.ContainsRune(nameDots, r) && len(out) > 0 && (isHan(out[len(out)-1]) || out[len(out)-1] == '·'):
			if r = '·'; out[len(out)-1] == '·' {
				continue
			}
		}
		out = append(out, r)
	}
	return string(out)
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) || r == '.' || r == '\'' }
