package sampleyear

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// birth is a date of birth; day 0 when the rosters give the month only.
type birth struct{ year, month, day int }

type person struct {
	number                    string
	name, gender, ethnicity   string
	birth                     birth
	native, education, degree string
	title, political          string
	sector, sectorPost        string
	committee, committeePost  string
	activityGroup, groupPost  string
	posts                     []string
	workplace, job, orgKind   string
	idNumber, mobile, office  string
	email, address            string
	joined                    string
	terms                     int
	religion                  string
	owner                     string // the unit that runs the workplace
	homonym                   bool   // another person has the same name
	group                     int    // of supervision, 0 for none
	role                      string // in that group
	recommended               string
	isSupervisor, isMember    bool
	dining, shoeSize          string // what an office's list also holds and nobody needs
}

const (
	surnames      = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
	maleFirst     = "建国志文明德永春立家世云宏长光振启承思远景学正天泽"
	maleSecond    = "山川河峰林森松海江涛平安康宁达成章华强军民生源水清"
	femaleFirst   = "秀雅慧静淑玉晓春丽若诗佳梦红月兰素婉翠思紫云文美"
	femaleSecond  = "梅兰竹菊芳芬萍莲英华琴娟霞燕云珍洁敏清怡雯瑶宁岚"
	phoneTemplate = "1990000%04d"
)

// peopleMaker invents people: names are given once, telephones are numbered, everything else is drawn.
type peopleMaker struct {
	rng    *rand.Rand
	year   int
	used   map[string]bool
	phones int
}

func newPeopleMaker(rng *rand.Rand, year int) *peopleMaker {
	return &peopleMaker{rng: rng, year: year, used: map[string]bool{}}
}

// name invents a name nobody has yet; gender "女" or "男", anything else leaves it to chance.
func (m *peopleMaker) name(gender string) string {
	for {
		first, second := maleFirst, maleSecond
		if gender == "女" || gender != "男" && m.rng.IntN(3) == 0 {
			first, second = femaleFirst, femaleSecond
		}
		name := string(pick(m.rng, []rune(surnames))) + string(pick(m.rng, []rune(first)))
		if m.rng.IntN(6) > 0 {
			name += string(pick(m.rng, []rune(second)))
		}
		if !m.used[name] {
			m.used[name] = true
			return name
		}
	}
}

func (m *peopleMaker) phone() string {
	m.phones++
	return fmt.Sprintf(phoneTemplate, 1000+m.phones*7%9000)
}

// person invents an adult. Every fifth date of birth is known to the month only, every third person has an ID number.
func (m *peopleMaker) person() *person {
	p := &person{gender: "男", ethnicity: "汉族", mobile: m.phone()}
	if m.rng.IntN(10) < 4 {
		p.gender = "女"
	}
	p.name = m.name(p.gender)
	p.birth = birth{m.year - 30 - m.rng.IntN(33), 1 + m.rng.IntN(12), 1 + m.rng.IntN(28)}
	if m.rng.IntN(5) == 0 {
		p.birth.day = 0
	} else if m.rng.IntN(3) == 0 {
		p.idNumber = m.idNumber(p)
	}
	if m.rng.IntN(12) == 0 {
		p.ethnicity = pick(m.rng, []string{"回族", "苗族", "土家族", "壮族", "满族"})
	}
	p.native = pick(m.rng, []string{"云岭县", "云岭县", "云岭县", "云岭石桥", "外省"})
	p.education = pick(m.rng, []string{"研究生", "大学本科", "大学本科", "大学本科", "大学专科", "大学专科", "中等专科"})
	switch p.education {
	case "研究生":
		p.degree = "硕士"
	case "大学本科":
		p.degree = pick(m.rng, []string{"学士", ""})
	}
	p.dining = pick(m.rng, []string{"普通", "普通", "普通", "清真", "素食"})
	p.shoeSize = strconv.Itoa(36 + m.rng.IntN(9))
	return p
}

// idNumber is formally right (GB 11643 check digit) but belongs to no place: area 000000.
func (m *peopleMaker) idNumber(p *person) string {
	sequence := 2 * (1 + m.rng.IntN(400))
	if p.gender == "男" {
		sequence++
	}
	body := fmt.Sprintf("000000%04d%02d%02d%03d", p.birth.year, p.birth.month, p.birth.day, sequence)
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(body[i]-'0') * weight
	}
	return body + string("10X98765432"[sum%11])
}

// rename gives p the name, which must be free, and takes back his old one.
func (m *peopleMaker) rename(p *person, name, gender string) {
	delete(m.used, p.name)
	m.used[name] = true
	p.name = name
	if gender != "" && p.gender != gender {
		p.gender = gender
		if p.idNumber != "" {
			p.idNumber = m.idNumber(p)
		}
	}
}

// pairUp makes b a namesake of a: same name and sex, told apart by the date of birth.
func (m *peopleMaker) pairUp(a, b *person) {
	m.rename(b, a.name, a.gender)
	a.homonym, b.homonym = true, true
	for _, p := range []*person{a, b} {
		if p.birth.day == 0 {
			p.birth.day = 8
		}
	}
	if a.birth.year == b.birth.year {
		b.birth.year -= 6
		b.idNumber = ""
	}
}

// giveSpecialNames puts surnames that are read in a special way, double surnames, minority names and one rare
// character among the people, far enough apart to fall into different sectors.
func (m *peopleMaker) giveSpecialNames(people []*person) {
	special := []struct{ name, gender, ethnicity string }{
		{"单永清", "男", ""},
		{"曾雅文", "女", ""},
		{"区志明", "男", ""},
		{"解春梅", "女", ""},
		{"仇学峰", "男", ""},
		{"查思宁", "女", ""},
		{"盖承山", "男", ""},
		{"欧阳静怡", "女", ""},
		{"尉迟振海", "男", ""},
		{"阿依古丽·买买提", "女", "维吾尔族"},
		{"麦麦提江·阿布都拉", "男", "维吾尔族"},
		{"周㛃", "女", ""},
	}
	for i, s := range special {
		p := people[9+i*14]
		m.rename(p, s.name, s.gender)
		if s.ethnicity != "" {
			p.ethnicity, p.dining, p.religion = s.ethnicity, "清真", "伊斯兰教"
		}
	}
}

// belongsTo reports whether p works for the unit or for what it runs.
func (p *person) belongsTo(unit string) bool { return p.workplace == unit || p.owner == unit }

// hasRareCharacter reports whether the name cannot be written in GBK.
func hasRareCharacter(name string) bool { return strings.ContainsRune(name, '㛃') }
