package evaluation

import (
	"cmp"
	"fmt"

	"cppccdesk/data/evaluation"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
)

// typists are the two persons who type sheets or ballots in, one of them in front, and the switch between them.
type typists struct {
	desk          *desk.Desk
	first, second *kit.Chip
	pass          int // whose entry is in front
	by            [2]string

	refuse func() string // says why the person in front stays; "": he need not
	turned func()        // another one is in front
}

func newTypists(d *desk.Desk) *typists {
	t := &typists{desk: d, pass: evaluation.FirstPass, first: kit.NewTag("", false), second: kit.NewTag("", false)}
	t.first.OnTap = func() { t.choosePass(evaluation.FirstPass) }
	t.second.OnTap = func() { t.choosePass(evaluation.SecondPass) }
	return t
}

// typing is who types what is in front.
func (t *typists) typing() evaluation.Typing {
	return evaluation.Typing{Pass: t.pass, By: t.by[t.pass-1]}
}

// typedBy takes note of who typed before: he goes on, unless somebody else is chosen.
func (t *typists) typedBy(pass int, who string) {
	if t.by[pass-1] == "" {
		t.by[pass-1] = who
	}
}

// settlePersons has the working person type first, or second where another one was the first.
func (t *typists) settlePersons() {
	if t.by[0] == "" && t.by[1] != t.desk.Actor() {
		t.by[0] = t.desk.Actor()
	}
	if t.by[1] == "" && t.by[0] != t.desk.Actor() {
		t.by[1] = t.desk.Actor()
	}
}

func (t *typists) showPersons() {
	for i, chip := range []*kit.Chip{t.first, t.second} {
		chip.Set(evaluation.PassNames[i+1]+"："+cmp.Or(t.by[i], "选人"), t.pass == i+1)
	}
}

// choosePass changes to the entry of the other person; the name of the one in front can be changed, and one without a name is asked for.
func (t *typists) choosePass(pass int) {
	if why := t.refuse(); why != "" {
		t.desk.Toast(why, "", nil)
		return
	}
	if t.pass != pass && t.by[pass-1] != "" {
		t.turn(pass, t.by[pass-1])
		return
	}
	name := evaluation.PassNames[pass]
	box.ShowPrompt(t.desk.Native().Canvas(), name+"由谁录", "两次录入要由两个人各录一次，录入人和录的一起记下；投票的人不记。", "姓名", box.PromptAnswer{Text: "开始" + name, Needs: true, Refuse: func(who string) string {
		if who != t.by[2-pass] {
			return ""
		}
		return fmt.Sprintf("%s是「%s」录的，%s要换一个人。", evaluation.PassNames[3-pass], who, name)
	}, Do: func(who string) { t.turn(pass, who) }})
}

func (t *typists) turn(pass int, who string) {
	if why := t.refuse(); why != "" {
		t.desk.Toast(why, "", nil)
		return
	}
	t.pass, t.by[pass-1] = pass, who
	t.turned()
}
