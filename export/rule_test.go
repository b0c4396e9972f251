package export_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// A right year gives no alarm, as of the end of any month.
func TestSampleYearKeepsItsRules(t *testing.T) {
	s := sampletest.MustOpen(t)
	for month := time.January; month <= time.December; month++ {
		day := time.Date(2026, month+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		rulings, err := data.Rulings(t.Context(), s.DB(), record.Bench{Year: 2026, Day: day, Today: "2026-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rulings {
			for _, b := range r.Broken {
				t.Errorf("%s: %s: %s", day, r.Rule, b.Words)
			}
			if month == time.December && testing.Verbose() {
				t.Logf("%-30s %d %s %v", r.Rule, r.Looked, r.Outcome(), r.Open)
			}
		}
	}
}

// errPlanted ends the write that plants a contradiction.
var errPlanted = errors.New("planted")

// Each planted contradiction is named by its rule and by no other but those that speak of the same. Saving refuses them all: they are written around it, as a
// database of another program or a mended file might have them.
func TestPlantedContradictionsAreNamed(t *testing.T) {
	s := sampletest.MustOpen(t)
	const filed = "(SELECT id FROM proposal WHERE conclusion = '立案' AND number = 1 AND deleted_at = '')"
	const lead = "(SELECT min(a.id) FROM assignment a WHERE a.role = '主办' AND a.round = 1 AND a.proposal_id = " + filed + ")"
	// What is locked or used by scores the database itself keeps.
	const unkept = "DROP TRIGGER rubric_indicator_kept_update; DROP TRIGGER ballot_kept_delete; DROP TRIGGER ballot_kept_update; " +
		"DROP TRIGGER ballot_mark_kept_update; DROP TRIGGER ballot_mark_kept_delete; DROP TRIGGER ballot_round_kept_update; "
	for _, c := range []struct{ rule, sql string }{
		{"提案人不重复", "UPDATE proposal_proposer SET (member_id, name, role) = (SELECT member_id, name, role FROM proposal_proposer f WHERE f.proposal_id = proposal_proposer.proposal_id AND f.ordinal = 1) WHERE id = (SELECT min(id) FROM proposal_proposer WHERE ordinal = 2)"},
		{"审查结论与并案、交办相符", "UPDATE proposal SET conclusion = '不予立案' WHERE id = " + filed},
		{"每轮主办一家，分工不矛盾", "UPDATE assignment SET role = '分办' WHERE id = (SELECT max(a.id) FROM assignment a WHERE a.role = '会办' AND a.proposal_id IN (SELECT proposal_id FROM assignment WHERE role = '主办' AND round = 1))"},
		{"收到、审查、交办、答复先后相符", "UPDATE assignment SET assigned_on = '2026-01-02' WHERE id = " + lead},
		{"收到、审查、交办、答复先后相符", "UPDATE assignment SET due_on = '2026-01-02' WHERE id = " + lead},
		{"收到、审查、交办、答复先后相符", "UPDATE reply SET replied_on = '2026-01-02' WHERE assignment_id = " + lead},
		{"重新办理在答复和不满意的反馈以后", "UPDATE feedback SET returned_on = '2026-11-20' WHERE round = 1 AND result = '不满意'"},
		{"重新办理在答复和不满意的反馈以后", "UPDATE assignment SET assigned_on = '2026-03-20' WHERE round = 2"},
		{"面商的单位和日期相符", "UPDATE consultation SET on_date = '2026-01-02' WHERE id = (SELECT min(id) FROM consultation)"},
		{"催办的单位和日期相符", "UPDATE reminder SET on_date = '2026-01-02' WHERE id = (SELECT min(id) FROM reminder)"},
		{"反馈在答复以后，各人每轮一份", "UPDATE feedback SET returned_on = '2026-03-20' WHERE id = (SELECT min(id) FROM feedback)"},
		{"反馈在答复以后，各人每轮一份", "INSERT INTO feedback (proposal_id, proposer_id, unit_id, round, returned_on, attitude, result) SELECT proposal_id, proposer_id, unit_id, round, returned_on, '不满意', '不满意' FROM feedback LIMIT 1"},
		{"承诺的单位和日期相符", "UPDATE promise SET settled_on = '2026-01-02' WHERE id = (SELECT min(id) FROM promise WHERE settled_on <> '')"},
		{"答复送审在面商以后，通过即答复", "INSERT INTO reply_draft (proposal_id, unit_id, sent_on, result_class, doc_number, signer) SELECT proposal_id, unit_id, '2026-01-02', 'A', '1号', '李' FROM assignment WHERE id = " + lead},
		{"回头看的单位和日期相符", "INSERT INTO revisit (proposal_id, unit_id, on_date, finding) SELECT proposal_id, unit_id, '2026-01-02', '落实' FROM assignment WHERE id = " + lead},
		{"归档在办结以后", "UPDATE proposal SET archived_on = '2026-01-15' WHERE id = " + filed},
		{"没有今天以后的事实", "UPDATE reply SET replied_on = '2027-12-31' WHERE assignment_id = " + lead},
		{"办理期限所在年份有节假日表", "UPDATE assignment SET due_on = '2026-13-45' WHERE id = " + lead},
		{"办理期限与写明的由来相符", "UPDATE assignment SET due_on = '2026-12-25' WHERE id = " + lead},
		{"并入的提案当时已立案、未答复，不连环", "UPDATE proposal SET merged_into = (SELECT id FROM proposal WHERE number = 2) WHERE id = " + filed},
		{"票决的日期在年度以内，锁定不早于票决", unkept + "UPDATE ballot_round SET held_on = '2025-10-28' WHERE id = (SELECT min(id) FROM ballot_round)"},
		{"一录、二录由两个人录", unkept + "UPDATE ballot SET entered_by = '王芳'"},
		{"案号在一次会议内不重复", "DROP INDEX IF EXISTS proposal_number; UPDATE proposal SET number = 13 WHERE id = " + filed},
		{"并入的提案当时已立案、未答复，不连环", "UPDATE proposal SET merged_into = (SELECT id FROM proposal WHERE conclusion = '不予立案' LIMIT 1) WHERE conclusion = '并案'"},
		{"并入的提案当时已立案、未答复，不连环", "UPDATE proposal SET reviewed_on = '2026-11-20' WHERE conclusion = '并案'"},
		{"提案类型与提案人相符", "UPDATE proposal SET kind = '个人提案' WHERE id = (SELECT min(id) FROM proposal WHERE kind = '联名提案')"},
		{"收到日期与会议的年度相符", "UPDATE proposal SET received_on = '2016-01-02' WHERE id = " + filed},
		{"委员提案的提案人在委员名册中", "UPDATE proposal_proposer SET member_id = NULL WHERE ordinal = 1 AND proposal_id = (SELECT min(id) FROM proposal WHERE kind = '个人提案')"},
		{"用词在用词表中", "UPDATE proposal SET category = '没有的分类' WHERE id = " + filed},
		{"用词在用词表中", "UPDATE proposal SET kind = '没有的类型' WHERE id = " + filed},
		{"用词在用词表中", "UPDATE proposal SET timing = '没有的' WHERE id = " + filed},
		{"用词在用词表中", "UPDATE proposal SET destination = '没有的去向' WHERE id = (SELECT min(id) FROM proposal WHERE destination <> '')"},
		{"用词在用词表中", "UPDATE visit SET form = '没有的形式' WHERE id = (SELECT min(id) FROM visit)"},
		{"用词在用词表中", "UPDATE activity SET kind = '没有的类别' WHERE id = (SELECT min(id) FROM activity)"},
		{"每轮主办一家，分工不矛盾", "UPDATE assignment SET role = '分办' WHERE id = " + lead + "; DELETE FROM assignment WHERE role = '会办' AND proposal_id = " + filed},
		{"收到、审查、交办、答复先后相符", "DELETE FROM reply WHERE assignment_id IN (SELECT id FROM assignment WHERE proposal_id = " + filed + "); DELETE FROM feedback WHERE proposal_id = " + filed + "; UPDATE assignment SET returned_on = '2026-05-20' WHERE proposal_id = " + filed + "; UPDATE proposal SET conclusion = '撤案', reviewed_on = '2026-02-20' WHERE id = " + filed},
		{"提案类型与提案人相符", "UPDATE proposal SET kind = '联名提案' WHERE id = (SELECT min(p.id) FROM proposal p WHERE p.kind = '个人提案' AND (SELECT count(*) FROM proposal_proposer o WHERE o.proposal_id = p.id) = 1)"},
		{"承办单位交办、答复时没有撤销", "UPDATE unit SET to_on = '2026-02-01', successor_id = (SELECT min(id) FROM unit WHERE id <> (SELECT unit_id FROM assignment WHERE id = " + lead + ")) WHERE id = (SELECT unit_id FROM assignment WHERE id = " + lead + ")"},
		{"反馈评价在用词表中", "UPDATE feedback SET result = '还行' WHERE id = (SELECT min(id) FROM feedback)"},
		{"答复有办理结果，是用词表里的", "UPDATE reply SET result_class = 'Q' WHERE assignment_id = " + lead},
		{"延期不超过规定的最长期限，有批准日期", "UPDATE assignment SET extended_to = '2027-06-30', extended_on = '2026-06-01' WHERE id = " + lead},
		{"延期在期限届满、答复以前批准", "UPDATE assignment SET extended_to = '2026-08-20', extended_on = '2026-07-10' WHERE id = " + lead},
		{"「落实」节点与承诺的落实情况相符", "UPDATE promise SET settled_on = '2026-10-10', outcome = '未落实' WHERE proposal_id IN (SELECT proposal_id FROM tracking_node WHERE kind = '落实' AND done_on <> '')"},
		{"提案有提案人", "DELETE FROM proposal_proposer WHERE proposal_id = (SELECT p.id FROM proposal p WHERE p.number = 2)"},
		{"单办的没有会办单位", "UPDATE proposal SET handling = '单办' WHERE id = (SELECT a.proposal_id FROM assignment a WHERE a.role = '会办' LIMIT 1)"},
		{"不予立案的没有案号，有去向", "UPDATE proposal SET number = 999 WHERE id = (SELECT min(id) FROM proposal WHERE conclusion = '不予立案')"},
		{"「答复」节点与答复日期相符", "UPDATE tracking_node SET done_on = '2026-05-20' WHERE id = (SELECT min(id) FROM tracking_node WHERE kind = '答复' AND done_on <> '')"},
		{"反馈的提案人没有去世", "UPDATE member SET status = '去世', left_on = '2026-04-01' WHERE id = (SELECT x.member_id FROM feedback f JOIN proposal_proposer x ON x.id = f.proposer_id WHERE f.returned_on > '2026-04-02' AND x.member_id IS NOT NULL LIMIT 1)"},
		{"直通车事项的反映日期不晚于今天", "UPDATE direct_item SET on_date = '2027-01-20', triaged_on = '', passed_on = '', replied_on = '', told_on = '' WHERE id = (SELECT max(id) FROM direct_item)"},
		{"监督活动在派驻以后，有参加的人", "UPDATE visit SET on_date = '2026-01-10' WHERE id = (SELECT min(id) FROM visit)"},
		{"没有开始的活动没有到会和成果", "UPDATE activity SET started_on = '2027-01-05', finished_on = '' WHERE id = (SELECT min(activity_id) FROM attendance WHERE state = '到会')"},
		{"到会的人没有去世", "UPDATE member SET status = '去世', left_on = '2026-01-01' WHERE person_id = (SELECT person_id FROM attendance WHERE state = '到会' AND person_id IN (SELECT person_id FROM member) LIMIT 1)"},
		{"评分表在答复以后，评委没有去世", "UPDATE score_sheet SET submitted_on = '2026-03-25' WHERE id = (SELECT min(s.id) FROM score_sheet s JOIN evaluation_target t ON t.id = s.target_id WHERE t.proposal_id IS NOT NULL AND s.void = 0)"},
		{"委员提案人在收到日期是委员", "UPDATE member SET joined_on = '2026-10-01' WHERE id = (SELECT x.member_id FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id WHERE p.number = 1 AND x.member_id IS NOT NULL)"},
		{"全程跟踪的节点在收到以后", "UPDATE tracking_node SET done_on = '2025-12-01' WHERE id = (SELECT min(id) FROM tracking_node)"},
		{"监督小组人数在上下限以内", "UPDATE group_member SET to_on = '2026-04-01' WHERE group_id = (SELECT min(id) FROM supervision_group) AND role <> '组长'"},
		{"每个监督小组有一名组长", "UPDATE group_member SET role = '组长' WHERE group_id = (SELECT min(id) FROM supervision_group)"},
		{"一名监督员只在一个小组", "UPDATE group_member SET group_id = (SELECT max(id) FROM supervision_group) WHERE id = (SELECT min(id) FROM group_member); INSERT INTO group_member (group_id, supervisor_id, role, from_on) SELECT (SELECT min(id) FROM supervision_group), supervisor_id, '成员', '2026-03-02' FROM group_member WHERE id = (SELECT min(id) FROM group_member)"},
		{"监督员不派驻本单位", "UPDATE person SET workplace = (SELECT u.name FROM group_unit x JOIN unit u ON u.id = x.unit_id WHERE x.group_id = (SELECT min(id) FROM supervision_group)) WHERE id = (SELECT v.person_id FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id WHERE m.group_id = (SELECT min(id) FROM supervision_group) LIMIT 1)"},
		{"小组成员在聘期以内", "UPDATE engagement SET to_on = '2026-04-30' WHERE id = (SELECT min(id) FROM engagement)"},
		{"任职起止先后相符", "UPDATE member_post SET from_on = '2026-05-01', to_on = '2026-04-01' WHERE id = (SELECT min(id) FROM member_post)"},
		{"部署事项的月份在年度以内", "UPDATE plan_item SET from_month = '2025-03' WHERE id = (SELECT min(id) FROM plan_item)"},
		{"监督活动在年度以内", "UPDATE visit SET on_date = '2025-05-01' WHERE id = (SELECT min(id) FROM visit)"},
		{"参加监督活动的是本组成员", "UPDATE visit_person SET supervisor_id = (SELECT m.supervisor_id FROM group_member m WHERE m.group_id <> (SELECT v.group_id FROM visit v WHERE v.id = visit_person.visit_id) LIMIT 1) WHERE id = (SELECT min(id) FROM visit_person)"},
		{"问题建议的提出人是本组成员", "UPDATE visit_finding SET supervisor_id = (SELECT m.supervisor_id FROM group_member m WHERE m.group_id <> (SELECT v.group_id FROM visit v WHERE v.id = visit_finding.visit_id) LIMIT 1) WHERE id = (SELECT min(id) FROM visit_finding)"},
		{"问题建议的采纳日期在活动以后", "UPDATE visit_finding SET outcome = '已采纳', settled_on = '2026-01-02' WHERE id = (SELECT min(id) FROM visit_finding)"},
		{"意见书的审签、审定、送达、签收先后相符", "UPDATE opinion_letter SET delivered_on = '2026-01-02' WHERE id = (SELECT min(id) FROM opinion_letter WHERE delivered_on <> '')"},
		{"审定的意见书有文号，文号不重复", "UPDATE opinion_letter SET number = NULL WHERE id = (SELECT min(id) FROM opinion_letter WHERE approved_on <> '')"},
		{"意见书的来源活动是本组的，在送审以前", "UPDATE opinion_letter SET visit_id = (SELECT v.id FROM visit v WHERE v.group_id <> opinion_letter.group_id LIMIT 1) WHERE id = (SELECT min(id) FROM opinion_letter)"},
		{"整改的各个日期在送达以后、今天以前", "UPDATE opinion_point SET progress_on = '2026-01-02' WHERE id = (SELECT min(id) FROM opinion_point)"},
		{"销号的意见有答复、已认可、回头看过", "UPDATE opinion_point SET replied_on = '' WHERE id = (SELECT min(id) FROM opinion_point WHERE closed_on <> '')"},
		{"整改在签收以后", "UPDATE opinion_letter SET received_on = '2026-11-20' WHERE id = (SELECT min(letter_id) FROM opinion_point WHERE measure_on <> '')"},
		{"延期在期限以后，有批准日期", "UPDATE opinion_point SET extended_to = '2026-12-31' WHERE id = (SELECT min(x.id) FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.delivered_on <> '')"},
		{"活动的日期在年度以内，先后相符", "UPDATE activity SET started_on = '2026-05-02', finished_on = '2026-05-01' WHERE id = (SELECT min(id) FROM activity)"},
		{"参加人数与登记的到会相符", "INSERT INTO attendance (activity_id, person_id, state) SELECT (SELECT min(id) FROM activity), (SELECT min(person_id) FROM member), '到会'; UPDATE activity SET attendees = 35 WHERE id = (SELECT min(id) FROM activity)"},
		{"到会和请假不超过活动的半天数", "INSERT INTO attendance (activity_id, person_id, state, came) SELECT (SELECT min(id) FROM activity), (SELECT min(person_id) FROM member), '到会', 9"},
		{"评分方案的权重合计 100%", unkept + "UPDATE rubric_indicator SET weight = weight + 5 WHERE id = (SELECT min(i.id) FROM rubric_indicator i JOIN evaluation e ON e.rubric_id = i.rubric_id)"},
		{"评议的是已立案的提案和它的承办单位", "UPDATE evaluation_target SET unit_id = (SELECT u.id FROM unit u WHERE NOT EXISTS (SELECT 1 FROM assignment a WHERE a.unit_id = u.id AND a.proposal_id = evaluation_target.proposal_id) LIMIT 1) WHERE id = (SELECT min(id) FROM evaluation_target)"},
		{"评委不评自己的单位", "UPDATE unit SET short = (SELECT q.workplace FROM rater r JOIN person q ON q.id = r.person_id WHERE q.workplace <> '' AND r.excused = 0 ORDER BY r.id LIMIT 1) WHERE id = (SELECT t.unit_id FROM evaluation_target t WHERE t.panel_id = (SELECT r.panel_id FROM rater r JOIN person q ON q.id = r.person_id WHERE q.workplace <> '' AND r.excused = 0 ORDER BY r.id LIMIT 1) LIMIT 1)"},
		{"得分不超过满分", "UPDATE score SET points = 99900 WHERE id = (SELECT min(id) FROM score)"},
		{"有效的评分表不漏项", "DELETE FROM score WHERE id = (SELECT min(id) FROM score)"},
		{"评分表是本组评委的", "UPDATE score_sheet SET rater_id = (SELECT r.id FROM rater r WHERE NOT EXISTS (SELECT 1 FROM score_sheet x WHERE x.rater_id = r.id AND x.target_id = score_sheet.target_id) ORDER BY r.id DESC LIMIT 1) WHERE id = (SELECT min(id) FROM score_sheet)"},
		{"交表日期不晚于今天", "UPDATE score_sheet SET submitted_on = '2027-01-01' WHERE id = (SELECT min(id) FROM score_sheet)"},
		{"票决到会过半数，收回不超过发出", unkept + "UPDATE ballot_round SET issued = returned - 1 WHERE id = (SELECT min(id) FROM ballot_round WHERE void_why = '')"},
		{"锁定的票决录入与收回、无效票数相符", unkept + "DELETE FROM ballot WHERE pass = 1 AND number = 3 AND round_id = (SELECT min(round_id) FROM result_lock WHERE unlocked_on = '')"},
		{"锁定的结果与封签相符", unkept + "UPDATE ballot_mark SET option_id = (SELECT o.id FROM rubric_option o JOIN rubric_option m ON m.rubric_id = o.rubric_id WHERE m.id = ballot_mark.option_id AND o.id <> m.id LIMIT 1) WHERE id = (SELECT min(id) FROM ballot_mark)"},
		{"选票选的是本方案的选项、本次的对象", unkept + "UPDATE ballot_mark SET option_id = (SELECT o.id FROM rubric_option o WHERE o.rubric_id <> (SELECT e.rubric_id FROM evaluation e JOIN ballot_round r ON r.evaluation_id = e.id LIMIT 1) LIMIT 1) WHERE id = (SELECT min(id) FROM ballot_mark)"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			err := s.Write(t.Context(), "测试", "埋入矛盾", func(ctx context.Context, tx *store.Tx) error {
				for statement := range strings.SplitSeq(c.sql, "; ") {
					if _, err := tx.ExecContext(ctx, statement); err != nil {
						return err
					}
				}
				rulings, err := data.Rulings(ctx, tx, record.Bench{Year: 2026, Day: "2026-11-27", Today: "2026-12-31"})
				if err != nil {
					return err
				}
				named, met := "", false
				for _, r := range rulings {
					if len(r.Broken) > 0 {
						named += r.Rule + "：" + r.Broken[0].Words + "\n"
					}
					met = met || r.Rule == c.rule && len(r.Broken) > 0
				}
				if !met {
					t.Errorf("%s is not named", c.rule)
				}
				t.Log(named)
				return errPlanted
			})
			if !errors.Is(err, errPlanted) {
				t.Fatal(err)
			}
		})
	}
}
