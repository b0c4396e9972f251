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
	smallestPlaced = 320 // a remembered window smaller than this in pixels is not believed
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
	p := windowPlacement{length: uint32(unsafe.Sizeof(windowPlacement{})), show: showNormal}
	var maximised int
	_, err := fmt.Sscanf(text, "%d %d %d %d %d", &p.normal.left, &p.normal.top, &p.normal.right, &p.normal.bottom, &maximised)
	if hwnd == 0 || err != nil || p.normal.right-p.normal.left < smallestPlaced || p.normal.bottom-p.normal.top < smallestPlaced {
		return false
	}
	if maximised != 0 {
		p.show = showMaximised
	}
	p.normal = onScreen(p.normal)
	ok, _, _ := setWindowPlacement.Call(hwnd, uintptr(unsafe.Pointer(&p)))
	return ok != 0
}

// onScreen moves and cuts a window to the monitor nearest to it: the screen it was on may be gone, or smaller.
func onScreen(r rect) rect {
	monitor, _, _ := monitorFromRect.Call(uintptr(unsafe.Pointer(&r)), nearestMonitor)
	info := monitorInfo{size: uint32(unsafe.Sizeof(monitorInfo{}))}
	if ok, _, _ := getMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info))); ok == 0 {
		return r
	}
	r.left, r.right = within(r.left, r.right, info.work.left, info.work.right)
	r.top, r.bottom = within(r.top, r.bottom, info.work.top, info.work.bottom)
	return r
}
