package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
)

// Names of a sign-in sheet that could be several people's, or nobody's, are asked about; with an answer their rows are taken in, without one refused.
func TestDoubtfulNamesOfASignInSheetAreAsked(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": "名单", "list": "甲一、乙一"})
	signed := sheetOf("签到", "民主监督工作座谈会签到表", "序号,姓名,签名", "1,甲一,", "2,张伟,", "3,乙 二,", "4,甲四,", "5,乙一,")
	beside := map[string]string{"title": "座谈", "kind": "座谈会", "state": "到会"}
	outcomes, im := o.takenWith(activity.Attendances, in2026, take.Options{Beside: beside}, signed)
	if !strings.Contains(outcomes, "有 2 位同名的人；请指明是哪一位") || !strings.Contains(outcomes, "「甲四」，在 2026-06-01 不是委员，也不是民主监督员；请指明是哪一位") {
		t.Error(outcomes)
	}
	if len(im.Words) != 2 || !im.Words[0].Named || !slices.Equal(im.Words[0].Known, []string{"张伟（县医院）", "张伟（县一中）"}) || !slices.Contains(im.Words[1].Known[:2], "甲一") {
		t.Fatalf("asked %+v", im.Words)
	}
	words, err := take.Answers(t.Context(), o.DB(), activity.Attendances, map[string]string{"张伟": "张伟（县一中）", "甲四": "甲二"})
	if err != nil {
		t.Fatal(err)
	}
	if outcomes, _ = o.takenWith(activity.Attendances, in2026, take.Options{Beside: beside, Words: words}, signed); strings.Contains(outcomes, "退回") {
		t.Error(outcomes)
	}
	if got := o.there(talk); got != "甲一 到会 1，乙一 到会 1，乙二 到会 1，张伟（县一中） 到会 1，甲二 到会 1" {
		t.Error(got)
	}
}

// A sheet that says of somebody who came that he was there for no half-day leaves what is stored as it is.
func TestNoHalfDaysInASheetReplaceNothing(t *testing.T) {
	o, _, study, _ := withPeople(t)
	o.save(activity.Attendances, record.Values{"title": "调研", "name": "甲一", "state": "到会", "came": "2"})
	got, _ := o.taken(activity.Attendances, "活动名称,姓名,出席情况,到会半天数", "调研,甲一,到会,0", "调研,乙一,缺席,0")
	want := "退回 「甲一」到会，却写了到会 0 个半天；全程到会的把「到会半天数」空着，没有到的改「出席情况」。\n新增"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := o.there(study); got != "甲一 到会 2，乙一 缺席" {
		t.Error(got)
	}
}

// Who is told to come is chosen from the bodies there are: none has to be known by heart.
func TestBodiesToInviteAreListed(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	step, err := activity.Activities.Step("通知参会")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range step.Asks {
		list, ok := f.One().(record.Word)
		if f.Key != "which" {
			continue
		}
		if !ok {
			t.Fatal("nothing is listed")
		}
		words, err := list.ListIn(t.Context(), o.DB(), 2026)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"教育界", "经济界", "提案委", "第 3 组"} {
			if !slices.Contains(words, want) {
				t.Errorf("no %s among %q", want, words)
			}
		}
	}
	o.stepsOf(activity.Activities, talk, stepTo{"通知参会", record.Values{"invite": activity.OfGroups, "which": "第 3 组"}, ""})
	if got := o.there(talk); !strings.Contains(got, "张一 应到") {
		t.Error(got)
	}
}
