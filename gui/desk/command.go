package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/look"
)

// Command is one thing the program can be told to do, declared once: the menu shows it, its keys do it, Ctrl+K finds it.
type Command struct {
	Menu     string                  // which menu it stands in: 文件 编辑 查看 工具 帮助; "" none, found by Ctrl+K only
	Sub      string                  // the menu inside that menu: 主题; "" none
	Title    string                  // 撤销, 导入…
	Short    string                  // the title where Sub stands above it; "": Title
	Letter   rune                    // upper case or a digit: chooses it in the open menu; 0: from Keys, or the title's first initial that is free
	Group    int                     // commands of a menu with another number are set apart by a line
	Keys     string                  // as shown: Ctrl+Z
	Shortcut *desktop.CustomShortcut // nil: none, or one that widgets handle themselves; without a modifier only F1 to F12
	Enabled  func() bool             // nil: always
	Checked  func() bool             // marks the choice that holds now; nil: never
	Wording  func() string           // a title that changes, such as 撤销:修改委员 张小明; nil: Title
	Do       func()

	Words []string // what Ctrl+K finds it by as well
}

// Text is the command's title as it stands now.
func (c *Command) Text() string {
	if c.Wording != nil {
		if text := c.Wording(); text != "" {
			return text
		}
	}
	return c.Title
}

// On tells whether the command can be done now.
func (c *Command) On() bool { return c.Enabled == nil || c.Enabled() }

// AddCommand declares a command; its shortcut acts unless a question is open.
func (w *Window) AddCommand(c Command) {
	w.commands = append(w.commands, &c)
	if c.Shortcut == nil || c.Shortcut.Modifier == 0 { // plain keys arrive in typedKey
		return
	}
	canvas := w.native.Canvas()
	canvas.AddShortcut(c.Shortcut, func(fyne.Shortcut) {
		if canvas.Overlays().Top() == nil && c.On() {
			look.Act(c.Do)
		}
	})
}

// StepCommands are the steps of what is chosen on the page in front.
func (w *Window) StepCommands() (steps []*Command) {
	capability(w, func(t Taker) { steps = t.StepCommands() })
	return steps
}

// Commands lists the commands in the order declared.
func (w *Window) Commands() []*Command { return w.commands }
