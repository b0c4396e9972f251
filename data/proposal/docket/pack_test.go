package docket

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// maker makes cases at random, with every field set.
type maker struct{ *rand.Rand }

func (m maker) day() string {
	if m.IntN(5) == 0 {
		return ""
	}
	return fmt.Sprintf("2026-%02d-%02d", 1+m.IntN(3), 1+m.IntN(28))
}

// fill sets what v points to, dates, words and numbers as they come.
func (m maker) fill(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString([]string{m.day(), "满意", "不满意", "立案", RoleLead, RoleCo, "A", "面谈"}[m.IntN(8)])
		case reflect.Int, reflect.Int64:
			f.SetInt(int64(1 + m.IntN(3)))
		case reflect.Bool:
			f.SetBool(m.IntN(2) == 0)
		case reflect.Struct:
			m.fill(f)
		}
	}
}

func some[T any](m maker, set func(*T)) (all []T) {
	for range m.IntN(4) {
		var row T
		m.fill(reflect.ValueOf(&row).Elem())
		set(&row)
		all = append(all, row)
	}
	return all
}

func (m maker) makeCase(n *Names) Case {
	var c Case
	m.fill(reflect.ValueOf(&c).Elem())
	c.ID, c.Movers = int64(m.IntN(1<<40)), Movers("").With(int64(m.IntN(1<<30)), true, m.IntN(2) == 0).With(7, false, true)
	c.Conclusion = []string{"立案", "立案", "并案", ""}[m.IntN(4)]
	n.Head(&c.Head)
	assignment := func(a *Assignment) {
		a.Unit, a.Role = n.Units[a.UnitID], []string{RoleLead, RoleSplit, RoleCo}[m.IntN(3)]
	}
	c.Assignments = some(m, assignment)
	for i := range c.Assignments {
		c.Assignments[i].ID = int64(i + 1)
	}
	c.Past = some(m, func(p *Past) { assignment(&p.Assignment) })
	c.Talks = some(m, func(t *Talk) { t.Unit, t.Face = n.Units[t.UnitID], n.Face(t.Mode) })
	c.Feedback = some(m, func(f *Feedback) { f.Unit, f.Proposer = n.Units[f.UnitID], "" })
	c.Drafts = some(m, func(d *Draft) { d.Unit = n.Units[d.UnitID] })
	c.Stages = some(m, func(*Stage) {})
	c.Archives = some(m, func(*Archived) {})
	c.Roots = some(m, func(*RootNumber) {})
	c.MergedNumber = c.rootNumber(c.MergedInto, c.lastDay())
	c.PassedOn = "" // no line has it
	c.Nodes = some(m, func(*Node) {})
	for i := range c.Nodes {
		c.Nodes[i].ID = int64(i + 1)
	}
	n.Sort(c.Nodes)
	return c
}

func testNames() *Names {
	return &Names{
		Sessions: map[int64]Session{1: {1, 4, 2026, "五次会议", "十届", 5, 10}, 2: {2, 4, 2025, "四次会议", "十届", 4, 10}},
		Units:    map[int64]string{1: "县教育局", 2: "县水利局", 3: "县公安局"},
		Classes:  map[string]string{"A": "委员提案"}, Fields: map[string]string{"满意": "经济建设"}, Sides: map[string]string{"面谈": "face"},
		Nodes: map[string]int{"A": 2, "立案": 1, "面谈": 2},
	}
}

// What is read from a packed case is the line of the case itself, on every day.
func TestPackedLineIsThatOfTheCase(t *testing.T) {
	m, n := maker{rand.New(rand.NewPCG(26, 11))}, testNames()
	var got Line // read into again and again
	for range 3000 {
		c := m.makeCase(n)
		packed := string(c.Pack())
		for _, day := range []string{m.day(), m.day(), c.lastDay(), "9999-12-31"} {
			if err := n.Line(&got, packed, day); err != nil {
				t.Fatal(err)
			}
			if want := c.LineOn(day); !reflect.DeepEqual(want, got) {
				t.Fatalf("of %+v\non %s the line is\n%+v\nand read from what is packed\n%+v", c, day, want, got)
			}
		}
		if back, err := n.Case(packed); err != nil || !reflect.DeepEqual(back, c) {
			t.Fatalf("%+v\nread back is\n%+v, %v", c, back, err)
		}
	}
}

// What is cut off or altered is refused or read as something else, and never breaks the reader.
func TestDamagedPack(t *testing.T) {
	m, n := maker{rand.New(rand.NewPCG(1, 2))}, testNames()
	for range 200 {
		c := m.makeCase(n)
		packed := c.Pack()
		for at := range packed {
			if _, err := n.Case(string(packed[:at])); err == nil {
				t.Fatalf("cut off after %d of %d bytes it is read", at, len(packed))
			}
		}
		for range 50 {
			packed[m.IntN(len(packed))] = byte(m.IntN(256))
			var l Line
			_ = n.Line(&l, string(packed), m.day()) // anything but a panic
		}
	}
}

func TestMovers(t *testing.T) {
	var got []string
	Movers("").With(300, true, true).With(5, false, false).Each(func(id int64, first, joint bool) { got = append(got, fmt.Sprint(id, first, joint)) })
	if want := []string{"300 true true", "5 false false"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
