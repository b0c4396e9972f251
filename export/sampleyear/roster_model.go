package sampleyear

import (
	"fmt"
	"slices"
	"strings"
)

type sectorSpec struct {
	name      string
	size      int
	political []string // usual in the sector
	places    []string // workplace=owner unit:job:kind of organisation
}

// sectors sum up to 180 members; bodies of the size and naming usual in a county.
var sectors = []sectorSpec{
	{"中共界", 18, []string{"中共党员"}, []string{"县委办公室:副主任:机关", "县委组织部:副部长:机关", "县政协办公室:主任:机关", "城关镇人民政府:党委委员:机关", "县委宣传部:副部长:机关", "县纪委监委机关:室主任:机关"}},
	{"民主党派界", 14, []string{"民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社"}, []string{"县第一中学=县教育局:教师:事业", "县人民医院=县卫生健康局:副主任医师:事业", "县审计局:干部:机关", "云岭职业中学=县教育局:高级讲师:事业"}},
	{"无党派人士界", 9, []string{"无党派人士"}, []string{"县中医医院=县卫生健康局:主治医师:事业", "云岭设计咨询有限公司:工程师:私营", "县财政局:股长:机关"}},
	{"共青团和青联界", 8, []string{"中共党员", "共青团员", "群众"}, []string{"共青团云岭县委员会:副书记:机关", "云岭青创电子商务有限公司:总经理:私营"}},
	{"总工会界", 8, []string{"中共党员", "群众"}, []string{"县总工会:副主席:机关", "云岭建材集团有限公司:工会主席:私营"}},
	{"妇联界", 9, []string{"中共党员", "群众"}, []string{"县妇女联合会:副主席:机关", "县妇幼保健院=县卫生健康局:护士长:事业", "石桥镇人民政府:妇联主席:机关"}},
	{"工商联界", 14, []string{"群众", "民建", "无党派人士"}, []string{"云岭纺织有限责任公司:董事长:私营", "云溪食品股份有限公司:总经理:私营", "县工商业联合会:副主席:机关", "恒岳机械制造有限公司:董事长:私营"}},
	{"科学技术界", 11, []string{"中共党员", "九三学社", "群众"}, []string{"县科学技术协会:副主席:机关", "县农业技术推广中心=县农业农村局:农艺师:事业", "恒岳机械制造有限公司:总工程师:私营"}},
	{"侨台联界", 6, []string{"致公党", "台盟", "群众"}, []string{"县归国华侨联合会:干部:机关", "云岭茶业有限公司:经理:合资"}},
	{"文化体育新闻界", 11, []string{"中共党员", "民进", "群众"}, []string{"县文化馆=县文化广电和旅游局:馆员:事业", "县融媒体中心=县委宣传部:记者:事业", "县作家协会:会员:自由职业"}},
	{"经济界", 16, []string{"中共党员", "民建", "群众"}, []string{"县发展和改革局:股长:机关", "云岭农村商业银行:部门经理:国有控股", "县商务局:股长:机关", "县税务局:股长:机关", "云岭城投集团有限公司:副总经理:国有"}},
	{"农业界", 14, []string{"中共党员", "群众"}, []string{"县农业农村局:高级农艺师:机关", "县水务局:工程师:机关", "石桥镇双溪村:村委会主任:农村", "云岭高山蔬菜专业合作社:理事长:农村", "县林业局:工程师:机关"}},
	{"教育界", 14, []string{"中共党员", "民进", "民盟", "群众"}, []string{"县第一中学=县教育局:副校长:事业", "县实验小学=县教育局:校长:事业", "县机关幼儿园=县教育局:园长:事业", "县教师进修学校=县教育局:教研员:事业"}},
	{"医药卫生界", 12, []string{"中共党员", "农工党", "群众"}, []string{"县人民医院=县卫生健康局:主任医师:事业", "县中医医院=县卫生健康局:科主任:事业", "石桥镇卫生院=县卫生健康局:院长:事业", "仁和大药房有限公司:执业药师:私营"}},
	{"民族宗教界", 8, []string{"群众", "中共党员"}, []string{"县民族宗教事务局:股长:机关", "石桥镇民族村:村民代表:农村", "县佛教协会:副会长:民非"}},
	{"特别邀请人士界", 8, []string{"中共党员", "无党派人士", "群众"}, []string{"县人民法院:庭长:机关", "县人民检察院:员额检察官:机关", "县公安局:民警:机关", "县司法局:公职律师:机关"}},
}

var committees = []string{"提案委员会", "经济和农业农村委员会", "教科卫体委员会", "社会法制和民族宗教委员会", "文化文史和学习委员会", "委员联络委员会"}

var activityGroups = []string{"城关活动组", "石桥活动组", "农业农村活动组", "教育卫生活动组", "工商经济活动组", "文体法制活动组"}

func (c *county) buildMembers() {
	for _, s := range sectors {
		for i := range s.size {
			p := c.people.person()
			p.isMember, p.sector, p.political = true, s.name, pick(c.rng, s.political)
			c.employ(p, s.places[i%len(s.places)])
			if i == 0 {
				p.sectorPost, p.posts = "召集人", []string{"界别召集人"}
			}
			p.committee = pick(c.rng, committees)
			p.activityGroup = pick(c.rng, activityGroups)
			p.terms = 1 + c.rng.IntN(3)
			p.joined = fmt.Sprintf("%d-12-2%d", c.year-c.session-5*(p.terms-1), c.rng.IntN(9))
			p.email = fmt.Sprintf("yl%04d@example.cn", len(c.members)+1)
			p.number = fmt.Sprintf("YL%02d%03d", c.term, len(c.members)+1)
			c.members = append(c.members, p)
		}
	}
	c.people.giveSpecialNames(c.members)
	c.people.pairUp(c.members[33], c.members[133])
	c.givePosts()
}

// employ reads a place of a sectorSpec.
func (c *county) employ(p *person, place string) {
	f := strings.Split(place, ":")
	p.workplace, p.owner, _ = strings.Cut(f[0], "=")
	p.job, p.orgKind = f[1], f[2]
	p.office = fmt.Sprintf("0000-62%05d", 20000+11*len(c.members))
	p.address = "云岭县城关镇示例路" + fmt.Sprint(1+c.rng.IntN(200)) + "号"
	p.title = map[string]string{"教师": "一级教师", "工程师": "工程师", "主任医师": "主任医师", "农艺师": "农艺师", "主治医师": "主治医师"}[p.job]
}

func (c *county) givePosts() {
	give := func(i int, post string) { c.members[i].posts = append([]string{post}, c.members[i].posts...) }
	give(1, "主席")
	c.members[1].workplace, c.members[1].job = "县政协办公室", "县政协主席"
	for _, i := range []int{2, 20, 62, 100} {
		give(i, "副主席")
	}
	give(3, "秘书长")
	for n, i := 0, 5; n < 26; n, i = n+1, i+6 {
		if len(c.members[i].posts) == 0 || c.members[i].sectorPost != "" {
			give(i, "常委")
		}
	}
	for i, committee := range committees {
		chair, deputy := c.members[4+i*25], c.members[6+i*25]
		chair.committee, chair.committeePost, chair.posts = committee, "主任", append(chair.posts, "专委会主任")
		deputy.committee, deputy.committeePost = committee, "副主任"
	}
	for i, name := range activityGroups {
		head := c.members[7+i*28]
		head.activityGroup, head.groupPost = name, "组长"
	}
}

type group struct {
	number    int
	unit      *unit
	members   []*person // leader, deputy and liaison first
	committee string
	focus     string
}

// groupSizes follows from 98 supervisors in 22 groups of four or five: 12 of 4 and 10 of 5.
func groupSizes() []int {
	sizes := make([]int, 22)
	for i := range sizes {
		sizes[i] = 4
		if i%2 == 1 && i < 20 {
			sizes[i] = 5
		}
	}
	return sizes
}

// appoint chooses 98 supervisors, 84 of them members, whose names tell them apart. One of the others is a member's namesake.
func (c *county) appoint() ([]*person, error) {
	var pool []*person
	for i, p := range c.members {
		if len(pool) < 84 && i%2 == 0 && !p.homonym && !hasRareCharacter(p.name) {
			pool = append(pool, p)
		}
	}
	for i := 1; len(pool) < 84; i += 2 {
		if p := c.members[i]; !p.homonym && !hasRareCharacter(p.name) && !slices.Contains(p.posts, "主席") {
			pool = append(pool, p)
		}
	}
	outside := []string{"云岭老年大学:教师:事业", "云岭晨报社:退休记者:自由职业", "城关镇文昌社区:居民代表:其他", "云岭律师事务所:律师:私营", "石桥镇双溪村:村民代表:农村"}
	for i := range 14 {
		p := c.people.person()
		c.employ(p, outside[i%len(outside)])
		p.political = pick(c.rng, []string{"中共党员", "群众", "无党派人士"})
		pool = append(pool, p)
	}
	c.people.pairUp(c.members[71], pool[90])
	if slices.Contains(pool, c.members[71]) {
		return nil, fmt.Errorf("the namesake %s must not be a supervisor too", c.members[71].name)
	}
	c.rng.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	return pool, nil
}

// buildGroups stations the supervisors so that nobody supervises the unit he belongs to.
func (c *county) buildGroups() error {
	pool, err := c.appoint()
	if err != nil {
		return err
	}
	units := c.stationed()
	for i, size := range groupSizes() {
		g := &group{number: i + 1, unit: units[i], committee: committees[i%len(committees)]}
		g.focus = "提案办理质量和年度民生实事推进情况"
		for len(g.members) < size {
			at := slices.IndexFunc(pool, func(p *person) bool { return !p.belongsTo(g.unit.name) })
			if at < 0 {
				return fmt.Errorf("nobody is left to supervise %s", g.unit.name)
			}
			g.members = append(g.members, pool[at])
			pool = slices.Delete(pool, at, at+1)
		}
		for n, p := range g.members {
			p.isSupervisor, p.group, p.role = true, g.number, []string{"组长", "副组长", "联络员", "成员", "成员"}[n]
			p.recommended = "县政协委员联络委员会"
			if p.isMember {
				p.recommended = p.sector
			}
			c.supervisors = append(c.supervisors, p)
		}
		c.groups = append(c.groups, g)
	}
	return nil
}
