package sampleyear

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

type proposal struct {
	serial, title, kind, timing, submitted, category, suggested, body string
	number                                                            int // 案号, 0 unless filed
	proposers, seconders                                              []string
	open, key, tracked, excellent                                     bool
	received, reviewed                                                time.Time
	conclusion, destination                                           string
	reasons                                                           []string
	root                                                              *proposal // 并入
	topic                                                             *topic
	chair, office, committee, method, outcome                         string    // 督办
	instructed                                                        time.Time // 批示日期
	instruction                                                       string
	handling
}

type topic struct {
	category, lead         string
	cos, titles, proposals []string
	situation, causes      string
}

func readTopics() []*topic {
	var topics []*topic
	for _, f := range lines(topicLines) {
		topics = append(topics, &topic{
			category: f[0], lead: f[1], cos: strings.Split(f[2], "、"), titles: strings.Split(f[3], ";"),
			situation: f[4], causes: f[5], proposals: strings.Split(f[6], ";"),
		})
	}
	return topics
}

const filedCount = 130

// mergers are received proposals on a matter that another one, their root, already raises.
var mergers = []struct{ root, title string }{
	{"关于缓解老城区停车难的建议", "关于增加城区公共停车泊位的建议"},
	{"关于发展普惠托育服务的建议", "关于在社区开办婴幼儿托育点的建议"},
	{"关于加强云溪河沿岸小流域综合治理的建议", "关于治理云溪河支流淤积的建议"},
	{"关于加快老旧小区加装电梯的建议", "关于解决高层老年住户上下楼难的建议"},
	{"关于完善城乡公交一体化运营的建议", "关于增加乡镇公交班次的建议"},
	{"关于均衡配置城乡义务教育资源的建议", "关于化解城区学校大班额的建议"},
	{"关于提升乡镇卫生院服务能力的建议", "关于稳定基层卫生人才队伍的建议"},
	{"关于打造云岭古道文旅线路的建议", "关于整合古道沿线旅游资源的建议"},
}

// refusals take their reasons from the ten of 全国政协 and the usual local additions; the one without is withdrawn by its proposer (撤案).
var refusals = []struct{ title, category, reasons, destination string }{
	{"关于解决本人房产历史遗留问题的建议", "城建管理", "为本人或亲属解决个人问题", "退回提案人"},
	{"关于调整全国统一退休待遇标准的建议", "劳动人事", "超出本级职权", "转社情民意信息"},
	{"关于设立省级开放合作片区的建议", "工业经济", "超出本级职权", "转社情民意信息"},
	{"关于降低国道通行收费标准的建议", "道路交通", "超出本级职权", "转社情民意信息"},
	{"关于查处某单位工作人员违规行为的建议", "政法统战", "指名举报", "作委员来信"},
	{"关于尽快审结某商铺租赁案件的建议", "政法统战", "为本人或亲属解决个人问题", "作委员来信"},
	{"关于云岭古县名源流考证的建议", "文化体育", "属于学术研讨", "转意见和建议"},
	{"关于修路建桥办学等若干事项的建议", "其他", "一案多事", "转意见和建议"},
	{"关于设置东环路公交首末站的建议", "道路交通", "", ""},
	{"关于恢复老剧院原貌的建议", "文化体育", "多年重复且无新建议", "转意见和建议"},
	{"关于修路又关于体育馆免费开放的建议", "其他", "一案多事、多年重复且无新建议", "转意见和建议"},
	{"关于某中药饮片进入医院目录的建议", "医药卫生", "为本人或亲属解决个人问题", "退回提案人"},
}

// trackedTitles are the three followed all the way, supervisedTitles the other seven under a leader's supervision, and
// evaluatedTitles the three further ones whose handling a panel evaluates.
var (
	trackedTitles    = []string{"关于加强云溪河沿岸小流域综合治理的建议", "关于缓解老城区停车难的建议", "关于发展普惠托育服务的建议"}
	supervisedTitles = []string{
		"关于加快老旧小区加装电梯的建议", "关于提升乡镇卫生院服务能力的建议", "关于健全县乡村三级物流体系的建议", "关于打造云岭古道文旅线路的建议",
		"关于均衡配置城乡义务教育资源的建议", "关于支持中小企业数字化改造的建议", "关于加强新就业形态劳动者权益保障的建议",
	}
	evaluatedTitles = []string{"关于完善城乡公交一体化运营的建议", "关于开展入河排污口溯源整治的建议", "关于推进撂荒耕地有序复耕的建议"}
)

// buildProposals lays out the 150 of the session in order of receipt: filed ones interleaved with merged and refused
// ones, those of the plenary first, then those of the months after.
func (c *county) buildProposals() error {
	topics := readTopics()
	var merged, refused int
	filed := 0
	for round := range 3 {
		for _, t := range topics {
			if filed == filedCount {
				break
			}
			c.propose(t, t.titles[round], "立案")
			filed++
			if filed%10 == 9 && refused < len(refusals) {
				r := refusals[refused]
				refused++
				p := c.propose(&topic{category: r.category}, r.title, "撤案")
				if r.reasons != "" {
					p.conclusion, p.destination, p.reasons = "不予立案", r.destination, strings.Split(r.reasons, "、")
				}
			}
			if round == 1 && filed%5 == 0 && merged < len(mergers) {
				root := c.proposalTitled(mergers[merged].root)
				if root == nil {
					return fmt.Errorf("no filed proposal is called %s", mergers[merged].root)
				}
				p := c.propose(root.topic, mergers[merged].title, "并案")
				p.root = root
				merged++
			}
		}
	}
	if refused != len(refusals) || merged != len(mergers) {
		return fmt.Errorf("placed %d of %d refusals and %d of %d mergers", refused, len(refusals), merged, len(mergers))
	}
	c.dateProposals()
	c.nameProposers()
	c.chooseKeyProposals()
	for i, p := range c.proposals {
		p.serial = fmt.Sprintf("%d%04d", c.year, i+1)
		p.body = c.write(p, i)
	}
	return c.handleProposals()
}

func (c *county) propose(t *topic, title, conclusion string) *proposal {
	p := &proposal{topic: t, title: title, category: t.category, conclusion: conclusion, suggested: t.lead, open: len(c.proposals)%23 != 7}
	c.proposals = append(c.proposals, p)
	return p
}

func (c *county) proposalTitled(title string) *proposal {
	for _, p := range c.proposals {
		if p.title == title {
			return p
		}
	}
	return nil
}

// laterBatches are the days on which proposals made between the sessions were assigned, how many filed ones each, and where a meeting was held for it.
var laterBatches = []struct {
	month, day, count int
	place             string
}{
	{month: 4, day: 24, count: 4},
	{month: 5, day: 25, count: 3},
	{month: 6, day: 24, count: 4},
	{month: 7, day: 24, count: 4, place: "县政协二楼会议室"},
	{month: 8, day: 24, count: 4},
	{month: 8, day: 26, count: 2},
	{month: 9, day: 1, count: 4},
	{month: 9, day: 15, count: 3},
}

func (c *county) dateProposals() {
	later := 0
	for _, b := range laterBatches {
		later += b.count
	}
	number, batch, inBatch := 0, 0, 0
	for i, p := range c.proposals {
		if number < filedCount-later {
			p.timing = "大会提案"
			p.received = c.work.onOrBefore(c.closes.AddDate(0, 0, -1-(len(c.proposals)-i)/20))
			p.reviewed = c.work.after(c.closes, 6+i%18)
			p.assigned = c.briefing
		} else {
			p.timing = "平时提案"
			b := laterBatches[min(batch, len(laterBatches)-1)]
			p.assigned = c.work.onOrAfter(day(c.year, b.month, b.day))
			p.received = c.work.onOrBefore(p.assigned.AddDate(0, 0, -22+2*inBatch))
			p.reviewed = c.work.after(p.received, 6)
			if p.conclusion == "立案" {
				inBatch++
			}
			if inBatch == b.count {
				batch, inBatch = batch+1, 0
			}
		}
		if p.conclusion == "立案" {
			number++
			p.number = number
		} else {
			p.assigned = time.Time{}
		}
	}
	for _, p := range c.proposals { // merged once the other is filed
		if p.root != nil && p.reviewed.Before(p.root.reviewed) {
			p.reviewed = p.root.reviewed
		}
	}
}

// nameProposers gives every twentieth turn to bodies and the rest to members, whose name alone must say who they are.
func (c *county) nameProposers() {
	var able []string
	for _, m := range c.members {
		if !m.homonym && !slices.Contains(m.posts, "主席") {
			able = append(able, m.name)
		}
	}
	c.rng.Shuffle(len(able), func(i, j int) { able[i], able[j] = able[j], able[i] })
	next := 0
	for i, p := range c.proposals {
		if p.kind, p.proposers = collective(p, i); p.kind != "" {
			continue
		}
		signers := 1
		p.kind = "个人提案"
		if turn := i % 20; turn == 3 || turn == 9 || turn == 14 {
			p.kind, signers = "联名提案", 2+i%4
		}
		for range signers {
			p.proposers = append(p.proposers, able[next%len(able)])
			next++
		}
	}
	c.second(able)
}

// second has two of the able second (附议) the first filed proposal made jointly.
func (c *county) second(able []string) {
	for _, p := range c.proposals {
		if p.kind == "联名提案" && p.conclusion == "立案" {
			others := slices.DeleteFunc(slices.Clone(able), func(name string) bool { return slices.Contains(p.proposers, name) })
			p.seconders = others[:2]
			return
		}
	}
}

// collective is the body that makes the i-th proposal, and the kind that makes it; "" for members.
func collective(p *proposal, i int) (kind string, proposers []string) {
	parties := []string{"民盟云岭县总支部", "民建云岭县支部", "农工党云岭县支部", "九三学社云岭县支社", "民进云岭县总支部"}
	bodies := []string{"县工商业联合会", "县妇女联合会", "县总工会", "共青团云岭县委员会", "县科学技术协会"}
	switch turn := i % 20; {
	case turn == 6:
		return "党派提案", []string{parties[i/20%len(parties)]}
	case turn == 11:
		return "团体提案", []string{bodies[i/20%len(bodies)]}
	case turn == 16 && p.timing == "大会提案":
		return "界别提案", []string{sectors[(3+i)%len(sectors)].name}
	case turn == 18:
		return "专委会提案", []string{"县政协" + committees[i/20%len(committees)]}
	case i == 19 || i == 79:
		return "小组提案", []string{fmt.Sprintf("第%d小组", 1+i/20)}
	}
	return "", nil
}

func (c *county) chooseKeyProposals() {
	leaders := make([]string, 0, 5)
	for _, m := range c.members {
		if slices.Contains(m.posts, "主席") || slices.Contains(m.posts, "副主席") {
			leaders = append(leaders, m.name)
		}
	}
	methods := []string{"督办会", "专题调研", "协商座谈", "视察"}
	for i, title := range slices.Concat(trackedTitles, supervisedTitles) {
		p := c.proposalTitled(title)
		p.key, p.tracked = true, i < len(trackedTitles)
		p.chair, p.method = leaders[i%len(leaders)], methods[i%len(methods)]
		p.office, p.committee = "县政府分管副县长", committees[i%len(committees)]
		if p.tracked {
			p.outcome = "形成督办纪要，办理措施和完成时限逐项明确"
		}
	}
	for i, p := range c.proposals {
		p.submitted = []string{"网上", "网上", "纸质", "网上", "电子邮件"}[i%5]
		p.excellent = p.number > 0 && (i%13 == 0 || p.tracked)
	}
}

// write composes the three paragraphs 情况, 分析, 建议 of the i-th proposal.
func (c *county) write(p *proposal, i int) string {
	aim := strings.TrimSuffix(strings.TrimPrefix(p.title, "关于"), "的建议")
	if p.conclusion == "不予立案" || p.conclusion == "撤案" {
		return "一、情况\n" + fmt.Sprintf("近期有群众和单位就“%s”向提案人反映意见,希望引起重视。", aim) +
			"\n二、分析\n提案人对有关情况作了初步了解,但掌握的材料有限,所提事项的依据、范围和责任单位还不够清楚,部分内容不属于县级部门能够决定的范围。" +
			"\n三、建议\n建议有关方面按照各自职责了解情况,妥善研究,能够答复的尽快给予答复。"
	}
	openings := []string{"近年来,县委、县政府持续加大投入,这方面的工作有了明显进步。", "今年以来,提案人结合界别活动开展了走访。", "在与基层干部群众座谈时,大家对这件事谈得比较多。", "这是关系群众切身利益的一件实事,社会各界十分关注。"}
	closings := []string{"建议由主办单位牵头制定分年度计划,明确责任人和完成时限,并向提案人通报进展。", "建议先选条件成熟的乡镇开展试点,取得经验后再在全县推开。", "建议把有关事项列入年度民生实事,定期公开进度,接受社会监督。"}
	advice := slices.Concat(p.topic.proposals[i%3:], p.topic.proposals[:i%3])
	return fmt.Sprintf("一、情况\n%s%s。围绕“%s”,提案人先后走访%d个村(社区)和%d家单位,收到意见建议%d条。", openings[i%len(openings)], p.topic.situation, aim, 3+i%6, 2+i%4, 9+i%17) +
		fmt.Sprintf("\n二、分析\n主要原因有以下几个方面:%s。从走访情况看,约有%d%%的受访群众认为还需要进一步改进,尤其希望部门之间形成合力,避免各管一段。", p.topic.causes, 52+i%29) +
		fmt.Sprintf("\n三、建议\n一是%s。二是%s。三是%s。%s", advice[0], advice[1], advice[2], closings[i%len(closings)])
}
