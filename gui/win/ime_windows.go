package win

import (
	"sync"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// GLFW leaves WM_IME_* to the system's default procedure and never tells the input method where the caret is, so its candidate list opens in
// a corner of the screen (fyne-io/fyne issue 618). attach puts a window procedure before GLFW's that answers for it.

const (
	windowProcedure     = ^uintptr(3) // GWLP_WNDPROC, -4
	messageEndSession   = 0x0016
	messageStartCompose = 0x010D
	messageComposition  = 0x010F
	messageIMERequest   = 0x0288
	queryCharPosition   = 0x0006
	formPoint           = 0x0002
	formExclude         = 0x0080
)

type point struct{ x, y int32 }

// compositionForm is COMPOSITIONFORM.
type compositionForm struct {
	style uint32
	at    point
	area  rect
}

// candidateForm is CANDIDATEFORM.
type candidateForm struct {
	index, style uint32
	at           point
	area         rect
}

// charPosition is IMECHARPOSITION.
type charPosition struct {
	_          [2]uint32 // its size, the character asked about
	at         point
	lineHeight uint32
	document   rect
}

var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	imm32             = windows.NewLazySystemDLL("imm32.dll")
	setWindowLongPtr  = user32.NewProc("SetWindowLongPtrW")
	callWindowProc    = user32.NewProc("CallWindowProcW")
	clientToScreen    = user32.NewProc("ClientToScreen")
	immGetContext     = imm32.NewProc("ImmGetContext")
	immReleaseContext = imm32.NewProc("ImmReleaseContext")
	immSetComposition = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidate   = imm32.NewProc("ImmSetCandidateWindow")
)

// hooked is a window with the procedure that was there before ours.
type hooked struct {
	Hooks
	before uintptr
}

var (
	hookedWindows sync.Map // handle -> *hooked

	// Go never frees a callback: one serves all windows.
	procedure = sync.OnceValue(func() uintptr { return windows.NewCallback(windowProc) })
)

// handle is the window's HWND, 0 before it is on the screen.
func handle(w fyne.Window) uintptr {
	var hwnd uintptr
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				hwnd = c.HWND
			}
		})
	}
	return hwnd
}

func attach(w fyne.Window, h Hooks) {
	hwnd := handle(w)
	if hwnd == 0 {
		return
	}
	if _, again := hookedWindows.Load(hwnd); again {
		return
	}
	hook := &hooked{Hooks: h}
	hookedWindows.Store(hwnd, hook)
	hook.before, _, _ = setWindowLongPtr.Call(hwnd, windowProcedure, procedure())
}

func windowProc(hwnd, message, wparam, lparam uintptr) uintptr {
	found, ok := hookedWindows.Load(hwnd)
	if !ok {
		return 0
	}
	hook, ok := found.(*hooked)
	if !ok {
		return 0
	}
	switch message {
	case messageStartCompose, messageComposition:
		if c, ok := hook.Caret(); ok {
			placeInput(hwnd, c)
		}
	case messageIMERequest:
		if wparam == queryCharPosition && lparam != 0 {
			if c, ok := hook.Caret(); ok {
				return answerPosition(hwnd, lparam, c)
			}
		}
	case messageEndSession:
		if wparam != 0 {
			hook.Ended()
		}
	}
	result, _, _ := callWindowProc.Call(hook.before, hwnd, message, wparam, lparam)
	return result
}

// placeInput puts what is being composed, and the candidates, at the caret.
func placeInput(hwnd uintptr, c Caret) {
	context, _, _ := immGetContext.Call(hwnd)
	if context == 0 {
		return
	}
	defer func() { _, _, _ = immReleaseContext.Call(hwnd, context) }()
	composition := compositionForm{style: formPoint, at: point{c.X, c.Y}}
	_, _, _ = immSetComposition.Call(context, uintptr(unsafe.Pointer(&composition)))
	candidates := candidateForm{style: formExclude, at: point{c.X, c.Y}, area: rect{c.X, c.Y, c.X + 1, c.Y + c.Height}}
	_, _, _ = immSetCandidate.Call(context, uintptr(unsafe.Pointer(&candidates)))
}

// answerPosition fills in the structure of the system that lparam points to.
func answerPosition(hwnd, lparam uintptr, c Caret) uintptr {
	answer := *(**charPosition)(unsafe.Pointer(&lparam)) // memory of the system, not of Go
	at := point{c.X, c.Y}
	_, _, _ = clientToScreen.Call(hwnd, uintptr(unsafe.Pointer(&at)))
	answer.at, answer.lineHeight = at, uint32(c.Height)
	answer.document = rect{at.x, at.y, at.x + 1, at.y + c.Height}
	return 1
}
