package gui

import (
	"context"
	"fmt"
	"log"
	"strings"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/find"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/setting"
)

// session is the window from its start to its end: what happens in it without the user.
type session struct {
	desk   *desk.Desk
	prefs  *filePrefs
	finder *find.Finder
	then   func() error // what is to be done when the window and the data are closed
}

func newSession(d *desk.Desk, prefs *filePrefs) *session {
	s := &session{desk: d, prefs: prefs}
	s.finder = find.New(d, s.open)
	return s
}

// start shows the window and begins what goes on beside it; stop ends it.
func (s *session) start(ctx context.Context, first string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	tasks, st := s.desk.Tasks(), s.desk.Store()
	unsubscribe := st.Subscribe(func(c store.Change) {
		tasks.UI(func() { s.changed(c) })
	})
	st.OnRaise(ctx, func(paths []string) {
		tasks.UI(func() {
			s.desk.Raise()
			if len(paths) > 0 {
				s.desk.OpenImport(paths...)
			}
		})
	})
	unhook := context.AfterFunc(ctx, func() { tasks.UI(s.desk.Close) })
	s.desk.Native().SetTitle("政协" + product)
	if why := s.desk.OnlyRead(); why != "" {
		s.desk.SetNotice(why)
	}
	s.desk.Start()
	s.finder.Prepare()
	s.count()
	if st.ReadOnly() {
		s.showCopies()
	} else {
		s.rememberLater()
		s.backup()
		s.backupDaily()
		s.tendCopies()
		s.begin(first)
		s.offerDrafts()
	}
	return func() {
		unhook()
		cancel()
		unsubscribe()
	}
}

// changed refreshes what a committed write may have made old.
func (s *session) changed(c store.Change) {
	if _, ok := c.Tables["setting"]; ok {
		s.readState(s.count) // perhaps of another year
	} else if _, ok := c.Tables["term"]; ok {
		s.readState(s.count) // of another term
	} else if _, ok := c.Tables["holiday"]; ok {
		s.readState(s.count) // days are worked otherwise
	} else if _, ok := c.Tables["member"]; ok {
		s.followTerm()
	}
	_, rules := c.Tables["deadline_rule"]
	if _, days := c.Tables["holiday"]; rules || days {
		setting.TellMoved(s.desk)
	}
	s.desk.Status().SetSaved("已保存 "+s.desk.Store().Now().Local().Format("15:04"), look.ToneSoft)
	s.desk.Changed(c)
	s.finder.Changed()
	s.desk.ReadUndo()
	s.count()
}

// followTerm looks whether another term has become the one worked on: one registered ahead does with its first member.
func (s *session) followTerm() {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.term", func(ctx context.Context) (int64, error) {
		return roster.CurrentTerm(ctx, store.DB())
	}, func(now int64, err error) {
		if err == nil && now != s.desk.CurrentTerm() {
			s.readState(s.count)
		}
	})
}

// readState reads settings and term anew; then is called when they are on the desk and may be nil.
func (s *session) readState(then func()) {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.state", func(ctx context.Context) (desk.State, error) {
		return desk.ReadState(ctx, store)
	}, func(state desk.State, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.SetState(state)
		if then != nil {
			then()
		}
	})
}

// summary is what the frame says of the records as a whole.
type summary struct {
	counts string
	late   int   // proposals with an overdue answer
	years  []int // that can be worked on
}

func summarize(ctx context.Context, store *store.Store, scope record.Scope, today string) (summary, error) {
	var parts []string
	for _, k := range []*record.Kind{roster.Members, proposal.Proposals, roster.Units} {
		n, err := k.Count(ctx, store.DB(), scope)
		if err != nil {
			return summary{}, err
		}
		parts = append(parts, fmt.Sprintf("%s %d", k.Title, n))
	}
	due, err := data.Due(ctx, store.DB(), scope.Year, today)
	if err != nil {
		return summary{}, err
	}
	years, err := data.Years(ctx, store.DB(), scope.Year, today)
	return summary{counts: strings.Join(parts, " · "), late: data.LateProposals(due), years: years}, err
}

// count says in the status bar how much there is and on the rail how much of it is late.
func (s *session) count() {
	store, scope, today := s.desk.Store(), s.desk.Scope(), s.desk.Today()
	desk.Load(s.desk.Tasks(), "session.count", func(ctx context.Context) (summary, error) {
		return summarize(ctx, store, scope, today)
	}, func(found summary, err error) {
		if err != nil {
			log.Printf("count for the status bar: %v", err) // the page shown tells the user of the same failure
			return
		}
		s.desk.Status().SetCounts(found.counts)
		s.desk.SetBadge("proposal", found.late)
		s.desk.SetYears(found.years)
	})
}

// prefsInterval is how long a changed column width may wait for the disk.
const prefsInterval = 3 * time.Second

func (s *session) rememberLater() {
	s.desk.Tasks().After(prefsInterval, func() {
		s.desk.Remember()
		var err error
		s.desk.Tasks().Background(func() { err = s.prefs.save() }, func() {
			if err != nil {
				s.desk.Fail(err)
				return // one message is enough
			}
			s.rememberLater()
		}, s.rememberLater)
	})
}

// begin offers the choices of a first start when the database is empty.
func (s *session) begin(first string) {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.first", func(ctx context.Context) (bool, error) { return record.Empty(ctx, store) }, func(empty bool, err error) {
		switch {
		case err != nil:
			s.desk.Fail(err)
		case !empty || first == FirstEmpty:
		case first == FirstSample:
			s.loadSample("示例年度", sampleyear.Load)
		case first == FirstImport:
			s.desk.OpenImport()
		default:
			s.ask()
		}
	})
}

func (s *session) ask() {
	box.ShowChoices(s.desk.Native().Canvas(), "从哪里开始？",
		"这里还没有数据。可以先载入一个虚构县的示例年度看一看（「年中示例」只有 8 月底以前记下的，看什么逾期、什么快到期），也可以从空白开始，或者直接导入单位现有的工作簿。",
		box.Answer{Text: "导入我的工作簿", Do: func() { s.desk.OpenImport() }},
		box.Answer{Text: "空白", Do: func() {}},
		box.Answer{Text: "年中示例", Do: func() { s.loadSample("年中示例", sampleyear.LoadMidYear) }},
		box.Answer{Text: "示例年度", Do: func() { s.loadSample("示例年度", sampleyear.Load) }})
}

// loadSample takes in the sample of a name.
func (s *session) loadSample(name string, load sampleyear.Loader) {
	st, actor := s.desk.Store(), s.desk.Actor()
	s.desk.Tasks().Run("载入"+name, func(ctx context.Context, say func(string, int, int)) error {
		_, err := load(ctx, st, actor, sampleyear.DefaultYear, func(done, total int, file string) { say(file, done, total) })
		return err
	}, func(err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.readState(func() {
			s.desk.Toast("已载入"+name, "", nil)
			s.desk.Reload()
			s.count()
			s.backup()
		})
	})
}
