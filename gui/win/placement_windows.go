package win

import (
	"fmt"
	"unsafe"

	"fyne.io/fyne/v2"
)

// windowPlacement is WINDOWPLACEMENT.
type windowPlacement struct {
	length, flags, show uint32
	minimised, maximum  point
	normal              rect
}

// monitorInfo is MONITORINFO.
type monitorInfo struct {
	size          uint32
	monitor, work rect
	flags         uint32
}

const (
	showNormal     = 1
	showMaximised  = 3
	nearestMonitor = 2
)

var (
	getWindowPlacement = user32.NewProc("GetWindowPlacement")
	setWindowPlacement = user32.NewProc("SetWindowPlacement")
	monitorFromRect    = user32.NewProc("MonitorFromRect")
	getMonitorInfo     = user32.NewProc("GetMonitorInfoW")
)

func placement(w fyne.Window) string {
	hwnd := handle(w)
	if hwnd == 0 {
		return ""
	}
	p := windowPlacement{length: uint32(unsafe.Sizeof(windowPlacement{}))}
	if ok, _, _ := getWindowPlacement.Call(hwnd, uintptr(unsafe.Pointer(&p))); ok == 0 {
		return ""
	}
	maximised := 0
	if p.show == showMaximised {
		maximised = 1
	}
	return fmt.Sprintf("%d %d %d %d %d", p.normal.left, p.normal.top, p.normal.right, p.normal.bottom, maximised)
}

func setPlacement(w fyne.Window, text string) bool {
	hwnd := handle(w)
	if hwnd == 0 {
		return false
	}
	p := windowPlacement{length: uint32(unsafe.Sizeof(windowPlacement{})), show: showNormal}
	normal, maximised, ok := readPlacement(text)
	if !ok { // a first start: the size it opens with is too much for a small screen with large text
		if got, _, _ := getWindowPlacement.Call(hwnd, uintptr(unsafe.Pointer(&p))); got == 0 {
			return false
		}
		normal = p.normal
	}
	if p.normal = onScreen(normal); maximised {
		p.show = showMaximised
	}
	set, _, _ := setWindowPlacement.Call(hwnd, uintptr(unsafe.Pointer(&p)))
	return set != 0
}

// onScreen moves and cuts a window to the monitor nearest to it: the screen it was on may be gone, or smaller.
func onScreen(r rect) rect {
	monitor, _, _ := monitorFromRect.Call(uintptr(unsafe.Pointer(&r)), nearestMonitor)
	info := monitorInfo{size: uint32(unsafe.Sizeof(monitorInfo{}))}
	if ok, _, _ := getMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info))); ok == 0 {
		return r
	}
	return r.on(info.work)
}
